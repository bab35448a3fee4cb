#ifndef CSYSTEM_EVENT_DESCRIPTOR_H
#define CSYSTEM_EVENT_DESCRIPTOR_H

// A non-blocking close-on-exec eventfd, or -1 with errno.
int cs_eventfd(void);
// Makes the eventfd readable; safe in a signal handler.
void cs_eventfd_signal(int fd);
// Makes the eventfd unreadable again.
void cs_eventfd_clear(int fd);

#endif
