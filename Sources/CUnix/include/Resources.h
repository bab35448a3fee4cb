#ifndef CSYSTEM_RESOURCES_H
#define CSYSTEM_RESOURCES_H

// Gives memory that was freed back to the system, as far as the allocator knows how to.
void cs_memory_trim(void);

// Lets other threads go first from now on, those of this program and of others. It cannot be taken back.
void cs_thread_give_way(void);

#endif
