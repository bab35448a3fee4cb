#include "CReadline.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <readline/history.h>
#include <readline/readline.h>

// MARK: Bytes

static const unsigned char *queue;
static int queued;
static int taken;

static int next_byte(FILE *ignored) {
  (void)ignored;
  return taken < queued ? queue[taken++] : EOF;
}

static int has_bytes(void) { return taken < queued; }

static int draw_nothing_hook(void) { return 0; }
static void draw_nothing(void) {}
static void prepare_nothing(int ignored) { (void)ignored; }

// MARK: The line

static int state;
static char *finished;

static void take_line(char *line) {
  free(finished);
  finished = line;
  state = line ? crl_accepted : crl_ended;
}

// MARK: Completion

static char **offered;
static int offered_count;
static int offers_files;
static char **matches;
static int match_count;

static void free_words(char **words, int count) {
  for (int index = 0; index < count; index++) free(words[index]);
  free(words);
}

static char *next_offer(const char *text, int is_next) {
  static int index;
  if (!is_next) index = 0;
  size_t length = strlen(text);
  while (index < offered_count) {
    const char *word = offered[index++];
    if (strncasecmp(word, text, length) == 0) return strdup(word);
  }
  return NULL;
}

static char **complete(const char *text, int start, int end) {
  (void)start;
  (void)end;
  if (offers_files) return NULL;
  rl_attempted_completion_over = 1;
  rl_completion_append_character = '\0';
  return rl_completion_matches(text, next_offer);
}

static void keep_matches(char **found, int count, int longest) {
  (void)longest;
  free_words(matches, match_count);
  matches = calloc((size_t)count, sizeof *matches);
  match_count = matches ? count : 0;
  // The first is what all of them begin with.
  for (int index = 0; index < match_count; index++) matches[index] = strdup(found[index + 1]);
}

void crl_offer(const char *const *words, int count, int files) {
  free_words(offered, offered_count);
  offered = calloc((size_t)count + 1, sizeof *offered);
  offered_count = offered ? count : 0;
  for (int index = 0; index < offered_count; index++) offered[index] = strdup(words[index]);
  offers_files = files;
}

// MARK: Fed lines

void crl_start(const char *name) {
  rl_readline_name = name;
  rl_instream = fopen("/dev/null", "r");
  rl_outstream = fopen("/dev/null", "w");
  rl_catch_signals = 0;
  rl_catch_sigwinch = 0;
  rl_change_environment = 0;
  rl_getc_function = next_byte;
  rl_input_available_hook = has_bytes;
  rl_redisplay_function = draw_nothing;
  rl_startup_hook = draw_nothing_hook;
  rl_prep_term_function = prepare_nothing;
  rl_deprep_term_function = draw_nothing;
  rl_attempted_completion_function = complete;
  rl_completion_display_matches_hook = keep_matches;
  // A question whether to show many matches would wait for an answer.
  rl_completion_query_items = 0;
  rl_basic_word_break_characters = " \t\n\"'`;|&(),";
  // An inputrc may say otherwise: it is read later.
  rl_variable_bind("show-all-if-unmodified", "on");
  using_history();
}

void crl_begin(const char *text, int cursor, const char *const *history, int count) {
  // A search or a motion that was left in its middle would go on in the new line.
  if (rl_line_buffer) rl_callback_sigcleanup();
  rl_clear_message();
  rl_callback_handler_remove();
  clear_history();
  for (int index = 0; index < count; index++) add_history(history[index]);
  using_history();
  state = crl_editing;
  rl_callback_handler_install("", take_line);
  rl_replace_line(text, 1);
  rl_point = cursor;
}

// A key of several bytes that nothing is bound to would leave its last ones in the text.
static int is_unknown_key(const unsigned char *bytes, int count) {
  int type;
  if (count < 3 || bytes[0] != 27 || bytes[1] == 27) return 0;
  return !rl_function_of_keyseq_len((const char *)bytes, count, NULL, &type);
}

int crl_feed(const unsigned char *bytes, int count) {
  if (is_unknown_key(bytes, count)) return state;
  queue = bytes;
  queued = count;
  taken = 0;
  free_words(matches, match_count);
  matches = NULL;
  match_count = 0;
  while (taken < queued && state == crl_editing) rl_callback_read_char();
  queued = 0;
  return state;
}

const char *crl_text(void) { return state == crl_accepted ? finished : rl_line_buffer ? rl_line_buffer : ""; }
int crl_cursor(void) { return state == crl_accepted ? (int)strlen(finished) : rl_point; }
const char *crl_label(void) { return rl_display_prompt ? rl_display_prompt : ""; }
int crl_match_count(void) { return match_count; }
const char *crl_match(int index) { return matches[index]; }

int crl_mode(void) {
  if (rl_editing_mode) return crl_emacs;
  return rl_get_keymap() == vi_movement_keymap ? crl_vi_command : crl_vi_insert;
}

// MARK: Lines from the terminal

static int interrupt_descriptor = -1;
static int was_interrupted;

static int byte_or_interrupt(FILE *stream) {
  struct pollfd polled[2] = {{fileno(stream), POLLIN, 0}, {interrupt_descriptor, POLLIN, 0}};
  while (poll(polled, 2, -1) < 0)
    if (errno != EINTR) return EOF;
  if (polled[1].revents) {
    was_interrupted = 1;
    rl_done = 1;
    // A line feed would only end a search in the history.
    return '\r';
  }
  unsigned char byte;
  ssize_t count;
  while ((count = read(fileno(stream), &byte, 1)) < 0)
    if (errno != EINTR) return EOF;
  return count == 1 ? byte : EOF;
}

char *crl_read_line(const char *prompt, int interrupt, int *interrupted) {
  interrupt_descriptor = interrupt;
  was_interrupted = 0;
  rl_readline_name = "perch";
  rl_catch_signals = 0;
  rl_getc_function = byte_or_interrupt;
  rl_attempted_completion_function = complete;
  rl_basic_word_break_characters = " \t\n\"'`;|&(),.=<>";
  char *line = readline(prompt);
  *interrupted = was_interrupted;
  return line;
}

void crl_remember(const char *line) { add_history(line); }
