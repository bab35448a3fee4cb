// GNU readline for one line at a time: its globals as functions. Use from one thread.
#ifndef CREADLINE_H
#define CREADLINE_H

enum crl_state { crl_editing = 0, crl_accepted = 1, crl_ended = 2 };
enum crl_mode { crl_emacs = 0, crl_vi_insert = 1, crl_vi_command = 2 };

// Readies readline for lines that are fed and drawn by the caller: it touches neither terminal nor signals. `name` is what `$if` of an
// inputrc asks for. Once, before the functions below.
void crl_start(const char *name);
// Begins a line that holds `text` already, with the lines of its history, oldest first. `cursor` is a byte offset.
void crl_begin(const char *text, int cursor, const char *const *history, int count);
// Gives readline the bytes of one key.
int crl_feed(const unsigned char *bytes, int count);
// What TAB may complete to: these words, or the names of files.
void crl_offer(const char *const *words, int count, int files);

// The line as it is. The text is valid until the next call.
const char *crl_text(void);
int crl_cursor(void);
int crl_mode(void);
// What stands before the line, such as "(reverse-i-search)`x': "; empty when nothing does.
const char *crl_label(void);
// What TAB found when there was more than one.
int crl_match_count(void);
const char *crl_match(int index);

// Reads a line from the terminal, drawn by readline itself. NULL at its end. `*interrupted` is set when `interrupt` became readable
// before the line was whole. The text has to be freed.
char *crl_read_line(const char *prompt, int interrupt, int *interrupted);
// Adds a line to what the arrow keys bring back.
void crl_remember(const char *line);

#endif
