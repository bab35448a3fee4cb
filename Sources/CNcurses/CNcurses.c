#define _XOPEN_SOURCE 700
#include "CNcurses.h"

#include <wchar.h>
#include <term.h>

int cn_width(wchar_t character) { return wcwidth(character); }

int cn_describe(const char *type) {
  int outcome = 0;
  if (setupterm(type, 1, &outcome) != OK) return 0;
  const char *motion = tigetstr("cup");
  int can_place = motion != NULL && motion != (char *)-1;
  del_curterm(cur_term);
  return can_place ? 2 : 1;
}
