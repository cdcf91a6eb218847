#pragma once
// What Swift's Glibc module leaves out of Linux's interface.
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <sys/un.h>

/// accept4 with SOCK_NONBLOCK and SOCK_CLOEXEC.
int bb_accept(int listener, struct sockaddr_storage *address, socklen_t *length);

/// epoll_ctl with `events` and a 64-bit tag as the event's data.
int bb_epoll_control(int epoll, int operation, int descriptor, uint32_t events, uint64_t tag);

/// Names the calling thread, as debuggers and /proc show it; 15 bytes at most.
void bb_name_thread(const char *name);

/// Another descriptor for the same open file, closed on exec.
int bb_duplicate(int descriptor);

/// One event of epoll, without the union that Swift holds to be unsafe.
typedef struct {
  uint64_t tag;
  uint32_t events;
} bb_event;

/// epoll_wait, at most 256 events at a time.
int bb_epoll_wait(int epoll, bb_event *events, int count, int milliseconds);

/// How many processors the calling process may run on; below 1 when that cannot be told.
int bb_processor_count(void);

/// Whether there is a socket, itself and no link to one, at a path.
bool bb_is_socket(const char *path);

/// Whether a folder is kept in memory (tmpfs, ramfs): a sync there costs nothing, and keeps nothing.
bool bb_is_in_memory(const char *path);

/// Sets close-on-exec and non-blocking on a descriptor that came with the process; false when it is no listening stream socket.
bool bb_adopt(int descriptor);

/// Sends one message to the datagram socket that NOTIFY_SOCKET names; a failure is nobody's business.
void bb_notify(const char *socket_name, const char *message);

/// Unmaps the pages of code and constants that are in memory now: what only the start needed goes, and what is used again is mapped again,
/// from the system's cache, when it is touched. Pages that may have been written to (relocations, data) stay.
void bb_let_go_of_code(void);

/// Takes the lock of one byte of a file, far behind any content, for as long as this descriptor is open. It belongs to the open file and
/// not to the process (F_OFD_SETLK, fcntl(2)): 0, or -1 with errno; EAGAIN where another open file has it.
int bb_lock_byte(int descriptor, int64_t place);

/// Lets go of that byte, also where a child has the same open file.
void bb_unlock_byte(int descriptor, int64_t place);

/// Blocks from 512 KiB on have memory of their own from now on, which goes back to the system when they are freed (mallopt(3)): by itself the
/// C library raises that limit to 32 MiB with the first such block, and what a crowd of large requests took stays with the process.
void bb_return_large_blocks(void);

/// sendfile(2).
ssize_t bb_send_file(int socket, int file, off_t *offset, size_t count);
