#define _XOPEN_SOURCE 700
#include "CNcurses.h"

#include <wchar.h>

int cn_width(wchar_t character) { return wcwidth(character); }
