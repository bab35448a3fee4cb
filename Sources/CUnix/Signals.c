#define _GNU_SOURCE
#include "Signals.h"

#include <signal.h>
#include <stdatomic.h>
#include <termios.h>
#include <unistd.h>

#include "EventDescriptor.h"

static _Atomic uint64_t noted_signals;
static _Atomic int signal_eventfd = -1;

static void note_signal(int signal) {
  atomic_fetch_or(&noted_signals, (uint64_t)1 << signal);
  cs_eventfd_signal(atomic_load(&signal_eventfd));
}

int cs_signal_watch(int signal, int eventfd) {
  atomic_store(&signal_eventfd, eventfd);
  struct sigaction action = {.sa_handler = note_signal, .sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  return sigaction(signal, &action, NULL);
}

uint64_t cs_signal_take(void) { return atomic_exchange(&noted_signals, 0); }

static const char *crash_restore;
static size_t crash_restore_length;
static const char *crash_note;
static size_t crash_note_length;
static struct termios crash_modes;
static _Atomic int crash_terminal = -1;

static void write_all(int fd, const char *bytes, size_t length) {
  while (length > 0) {
    ssize_t written = write(fd, bytes, length);
    if (written <= 0) return;
    bytes += written;
    length -= (size_t)written;
  }
}

static void die(int signal_number) {
  int terminal = atomic_exchange(&crash_terminal, -1);
  if (terminal >= 0) {
    write_all(terminal, crash_restore, crash_restore_length);
    tcsetattr(terminal, TCSANOW, &crash_modes);
    write_all(STDERR_FILENO, crash_note, crash_note_length);
  }
  signal(signal_number, SIG_DFL);
  raise(signal_number);
}

void cs_crash_prepare(int terminal, const char *restore, size_t restore_length, const char *note, size_t note_length) {
  static char alternate_stack[65536];
  static const int fatal[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, SIGQUIT, SIGSYS};
  crash_restore = restore;
  crash_restore_length = restore_length;
  crash_note = note;
  crash_note_length = note_length;
  if (tcgetattr(terminal, &crash_modes) != 0) return;
  atomic_store(&crash_terminal, terminal);
  stack_t stack = {.ss_sp = alternate_stack, .ss_size = sizeof alternate_stack};
  sigaltstack(&stack, NULL);
  struct sigaction action = {.sa_handler = die, .sa_flags = SA_ONSTACK};
  sigemptyset(&action.sa_mask);
  for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++) sigaction(fatal[i], &action, NULL);
}

void cs_crash_release(void) { atomic_store(&crash_terminal, -1); }
