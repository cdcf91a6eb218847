// A disk that loses power well, for the ledger: what is written stays in the folder LAZYDISK_FROM, and only what is synced comes to the
// folder LAZYDISK_TO, as the bytes of a page cache come to the platter. Preloaded before the C library. With LAZYDISK_LIES set, a sync
// says that all is well and does nothing.
#define _GNU_SOURCE
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// Brings a file's bytes over in its place, so that one that is cut off in the middle leaves some new blocks among the old. It is read by the
// descriptor that is there: to close another one would drop every lock that the process has on the file (fcntl(2), "Record locks"), and the
// next tool would take the store for its own.
static int bring(int source, const char *to) {
  static const size_t size = 1 << 16;
  char buffer[size];
  int target = open(to, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  if (target < 0) return -1;
  off_t offset = 0;
  ssize_t count;
  while ((count = pread(source, buffer, size, offset)) > 0) {
    if (pwrite(target, buffer, (size_t)count, offset) != count) {
      count = -1;
      break;
    }
    offset += count;
  }
  if (count == 0 && ftruncate(target, offset) != 0) count = -1;
  close(target);
  return (int)count;
}

static int synced(int descriptor) {
  const char *from = getenv("LAZYDISK_FROM"), *to = getenv("LAZYDISK_TO");
  char name[64], path[PATH_MAX], target[PATH_MAX];
  struct stat status;
  if (from == NULL || to == NULL || fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) return 0;
  snprintf(name, sizeof name, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(name, path, sizeof path - 1);
  if (length <= 0) return -1;
  path[length] = 0;
  size_t prefix = strlen(from);
  if (strncmp(path, from, prefix) != 0 || path[prefix] != '/') return 0;
  if (getenv("LAZYDISK_LIES") != NULL) return 0;
  snprintf(target, sizeof target, "%s/%s", to, path + prefix + 1);
  // One at a time: a block that one thread read before another's sync must not come to the platter after it.
  static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
  pthread_mutex_lock(&lock);
  // What is only written to is no database: nobody has a lock on it.
  int isWrittenOnly = (fcntl(descriptor, F_GETFL) & O_ACCMODE) == O_WRONLY;
  int source = isWrittenOnly ? open(path, O_RDONLY | O_CLOEXEC) : descriptor;
  int result = source < 0 ? -1 : bring(source, target);
  if (isWrittenOnly && source >= 0) close(source);
  pthread_mutex_unlock(&lock);
  return result;
}

int fdatasync(int descriptor) { return synced(descriptor); }
int fsync(int descriptor) { return synced(descriptor); }
