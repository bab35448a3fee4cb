#ifndef CSYSTEM_MEMORY_H
#define CSYSTEM_MEMORY_H

// Gives memory that was freed back to the system, as far as the allocator knows how to.
void cs_memory_trim(void);

#endif
