// Memory for one tree of cmark: handed out in order, and given back all at once.
//
// cmark makes many small blocks for each document and frees them one by one; its allocators are told neither the
// document nor the thread. So the memory of the document that is being parsed is the thread's own for as long.
#ifndef BROADSHEET_TREE_MEMORY_H
#define BROADSHEET_TREE_MEMORY_H

typedef struct broadsheet_tree_memory broadsheet_tree_memory;

// Makes memory, and makes it what this thread's trees are built in until broadsheet_tree_memory_end. NULL where there
// is none left.
broadsheet_tree_memory *broadsheet_tree_memory_begin(void);

// The thread's trees are built again in what they were built in before.
void broadsheet_tree_memory_end(broadsheet_tree_memory *memory);

// Gives everything back, from any thread: no node that was built in it may be used any more.
void broadsheet_tree_memory_free(broadsheet_tree_memory *memory);

// cmark's allocator for what this thread's trees are built in, a cmark_mem; NULL where that is the heap.
void *broadsheet_tree_allocator(void);

#endif
