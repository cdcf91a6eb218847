#define _GNU_SOURCE
#include "CLinux.h"
#include <pthread.h>
#include <elf.h>
#include <link.h>
#include <malloc.h>
#include <sys/sendfile.h>
#include <sys/mman.h>
#include <sched.h>
#include <linux/magic.h>
#include <stddef.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

int bb_accept(int listener, struct sockaddr_storage *address, socklen_t *length) {
  return accept4(listener, (struct sockaddr *)address, length, SOCK_NONBLOCK | SOCK_CLOEXEC);
}

int bb_epoll_control(int epoll, int operation, int descriptor, uint32_t events, uint64_t tag) {
  struct epoll_event event = {.events = events, .data.u64 = tag};
  return epoll_ctl(epoll, operation, descriptor, &event);
}

void bb_name_thread(const char *name) { pthread_setname_np(pthread_self(), name); }

int bb_duplicate(int descriptor) { return fcntl(descriptor, F_DUPFD_CLOEXEC, 0); }

int bb_epoll_wait(int epoll, bb_event *events, int count, int milliseconds) {
  struct epoll_event found[256];
  int ready = epoll_wait(epoll, found, count < 256 ? count : 256, milliseconds);
  for (int i = 0; i < ready; i++) events[i] = (bb_event){.tag = found[i].data.u64, .events = found[i].events};
  return ready;
}

int bb_processor_count(void) {
  cpu_set_t set;
  return sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 0;
}

bool bb_is_socket(const char *path) {
  struct stat found;
  return lstat(path, &found) == 0 && S_ISSOCK(found.st_mode);
}

bool bb_is_in_memory(const char *path) {
  struct statfs found;
  return statfs(path, &found) == 0 && (found.f_type == TMPFS_MAGIC || found.f_type == RAMFS_MAGIC);
}

bool bb_adopt(int descriptor) {
  int type = 0, listens = 0;
  socklen_t length = sizeof type;
  if (getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &type, &length) != 0 || type != SOCK_STREAM) return false;
  length = sizeof listens;
  if (getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &listens, &length) != 0 || !listens) return false;
  int status = fcntl(descriptor, F_GETFL);
  return status >= 0 && fcntl(descriptor, F_SETFL, status | O_NONBLOCK) == 0 && fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0;
}

void bb_notify(const char *socket_name, const char *message) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  size_t length = strlen(socket_name);
  if (length == 0 || length >= sizeof address.sun_path) return;
  memcpy(address.sun_path, socket_name, length);
  // A name that begins with @ stands in no file system (unix(7)).
  if (address.sun_path[0] == '@') address.sun_path[0] = 0;
  int descriptor = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (descriptor < 0) return;
  (void)!sendto(descriptor, message, strlen(message), MSG_NOSIGNAL | MSG_DONTWAIT, (struct sockaddr *)&address,
                (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length));
  close(descriptor);
}

static int let_go(struct dl_phdr_info *object, size_t size, void *context) {
  (void)size;
  (void)context;
  const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  for (int i = 0; i < object->dlpi_phnum; i++) {
    const ElfW(Phdr) *segment = &object->dlpi_phdr[i];
    // A segment that nobody can write to is as its file is; the dynamic linker's relocations stand in the others (elf(5)).
    if (segment->p_type != PT_LOAD || segment->p_flags & PF_W) continue;
    uintptr_t start = (object->dlpi_addr + segment->p_vaddr) & ~(page - 1);
    uintptr_t end = object->dlpi_addr + segment->p_vaddr + segment->p_memsz;
    if (end > start) madvise((void *)start, end - start, MADV_DONTNEED);
  }
  return 0;
}

void bb_let_go_of_code(void) { dl_iterate_phdr(let_go, NULL); }

int bb_lock_byte(int descriptor, int64_t place) {
  struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = place, .l_len = 1};
  return fcntl(descriptor, F_OFD_SETLK, &lock);
}

void bb_unlock_byte(int descriptor, int64_t place) {
  struct flock lock = {.l_type = F_UNLCK, .l_whence = SEEK_SET, .l_start = place, .l_len = 1};
  fcntl(descriptor, F_OFD_SETLK, &lock);
}

ssize_t bb_send_file(int socket, int file, off_t *offset, size_t count) { return sendfile(socket, file, offset, count); }

void bb_return_large_blocks(void) { mallopt(M_MMAP_THRESHOLD, 512 * 1024); }
