#include "Memory.h"

#ifdef __GLIBC__
#include <malloc.h>

void cs_memory_trim(void) { malloc_trim(0); }
#else
void cs_memory_trim(void) {}
#endif
