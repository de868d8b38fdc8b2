#include "CTreeMemory.h"

#include <cmark.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { ALIGNMENT = 16, FIRST_CHUNK = 256 << 10, KEPT_CHUNKS = 16 };

typedef struct chunk {
  struct chunk *before;
  size_t size;
  size_t used;
  // Where the last block begins: it alone can grow, shrink or be freed in place.
  size_t last;
} chunk;

// Stands in the first chunk, right behind its head.
struct broadsheet_tree_memory {
  chunk *chunks;
  struct broadsheet_tree_memory *outer;
};

// In front of each block; of the size that keeps blocks aligned.
typedef struct {
  size_t size;
  size_t unused;
} block_head;

static _Thread_local struct broadsheet_tree_memory *current;

// First chunks that no document uses: taken and put back whole.
static _Atomic(chunk *) kept[KEPT_CHUNKS];

static size_t aligned(size_t size) { return (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1); }

static chunk *make_chunk(size_t size) {
  chunk *made = malloc(size);
  if (made) made->size = size;
  return made;
}

static chunk *first_chunk(void) {
  for (int index = 0; index < KEPT_CHUNKS; index++) {
    if (!atomic_load_explicit(&kept[index], memory_order_relaxed)) continue;
    chunk *found = atomic_exchange_explicit(&kept[index], NULL, memory_order_acquire);
    if (found) return found;
  }
  return make_chunk(FIRST_CHUNK);
}

static void free_first_chunk(chunk *given) {
  for (int index = 0; index < KEPT_CHUNKS; index++) {
    chunk *none = NULL;
    if (atomic_compare_exchange_strong_explicit(
            &kept[index], &none, given, memory_order_release, memory_order_relaxed)) {
      return;
    }
  }
  free(given);
}

static unsigned char *bytes_of(chunk *chunk) { return (unsigned char *)chunk; }

// A block of the current memory, whose bytes are not cleared.
static void *allocate(size_t size) {
  if (!current || size > SIZE_MAX / 4) abort();
  chunk *top = current->chunks;
  size_t needed = aligned(size) + sizeof(block_head);
  if (top->size - top->used < needed) {
    size_t wanted = top->size * 2;
    while (wanted < needed + sizeof(chunk)) wanted *= 2;
    chunk *next = make_chunk(wanted);
    if (!next) abort();
    next->before = top;
    next->used = aligned(sizeof(chunk));
    current->chunks = top = next;
  }
  top->last = top->used;
  block_head *head = (block_head *)(bytes_of(top) + top->used);
  head->size = size;
  top->used += needed;
  return head + 1;
}

static int is_last(const void *block) {
  chunk *top = current ? current->chunks : NULL;
  return top && (const unsigned char *)block == bytes_of(top) + top->last + sizeof(block_head);
}

static void *tree_calloc(size_t count, size_t size) {
  if (size && count > SIZE_MAX / size) abort();
  return memset(allocate(count * size), 0, count * size);
}

static void *tree_realloc(void *block, size_t size) {
  if (!block) return allocate(size);
  block_head *head = (block_head *)block - 1;
  if (is_last(block)) {
    chunk *top = current->chunks;
    if (size <= top->size && top->size - top->last - sizeof(block_head) >= aligned(size)) {
      head->size = size;
      top->used = top->last + sizeof(block_head) + aligned(size);
      return block;
    }
  }
  size_t kept_size = head->size < size ? head->size : size;
  return memcpy(allocate(size), block, kept_size);
}

static void tree_free(void *block) {
  // All others stay until the document goes.
  if (block && is_last(block)) current->chunks->used = current->chunks->last;
}

static cmark_mem allocator = {tree_calloc, tree_realloc, tree_free};

broadsheet_tree_memory *broadsheet_tree_memory_begin(void) {
  chunk *first = first_chunk();
  if (!first) return NULL;
  broadsheet_tree_memory *memory = (broadsheet_tree_memory *)(bytes_of(first) + aligned(sizeof(chunk)));
  first->before = NULL;
  first->used = first->last = aligned(sizeof(chunk)) + aligned(sizeof(*memory));
  memory->chunks = first;
  memory->outer = current;
  current = memory;
  return memory;
}

void broadsheet_tree_memory_end(broadsheet_tree_memory *memory) { current = memory->outer; }

void broadsheet_tree_memory_free(broadsheet_tree_memory *memory) {
  chunk *top = memory->chunks;
  while (top->before) {
    chunk *before = top->before;
    free(top);
    top = before;
  }
  free_first_chunk(top);
}

void *broadsheet_tree_allocator(void) { return current ? &allocator : NULL; }
