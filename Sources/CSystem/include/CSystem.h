// System calls that Swift cannot reach: GNU-only functions, variadics and macros. Each function is one call or one small idiom.
#ifndef CSYSTEM_H
#define CSYSTEM_H
#include "ChildProcess.h"
#include "FileSystem.h"
#endif
