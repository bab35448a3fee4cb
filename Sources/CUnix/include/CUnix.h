// System calls that Swift cannot reach: GNU-only functions, variadics, macros and signal handlers. Each function is one call or one small idiom.
#ifndef CSYSTEM_H
#define CSYSTEM_H
#include "ChildProcess.h"
#include "EventDescriptor.h"
#include "Resources.h"
#include "Signals.h"
#include "Terminals.h"
#endif
