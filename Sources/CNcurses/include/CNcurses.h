// The raw module over ncursesw: its globals and computed macros as functions and constants, nothing else.
#ifndef CNCURSES_H
#define CNCURSES_H
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <stdio.h>

static inline WINDOW *cn_stdscr(void) { return stdscr; }
static inline WINDOW *cn_curscr(void) { return curscr; }
static const attr_t CN_BOLD = A_BOLD;
static const attr_t CN_DIM = A_DIM;
static const attr_t CN_ITALIC = A_ITALIC;
static const attr_t CN_UNDERLINE = A_UNDERLINE;
static const attr_t CN_REVERSE = A_REVERSE;
static const attr_t CN_NORMAL = A_NORMAL;
static inline int cn_colors(void) { return COLORS; }
static inline int cn_color_pairs(void) { return COLOR_PAIRS; }
// Columns of a character, -1 when the C library does not know it.
int cn_width(wchar_t character);
// What terminfo says of a type of terminal: 0 nothing, 1 that it cannot place its cursor, 2 that it can.
int cn_describe(const char *type);
// Starts curses on two descriptors of the terminal; NULL when the terminal's type is unknown.
static inline SCREEN *cn_start(const char *type, int output, int input) {
  FILE *written = fdopen(output, "w");
  FILE *read = fdopen(input, "r");
  return written == NULL || read == NULL ? NULL : newterm(type, written, read);
}
// A blank cell in a colour pair; 0 on success.
static inline int cn_cell(cchar_t *cell, attr_t attributes, int pair) {
  return setcchar(cell, L" ", attributes, (short)0, &pair);
}
#endif
