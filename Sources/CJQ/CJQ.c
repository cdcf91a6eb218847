#define _GNU_SOURCE
#include "CJQ.h"
#include "protocol.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/// A worker ends what takes too long by itself, by its own time on the processor; this is for a machine that gives it none.
#define LONGEST_WAIT_MS 5000

struct bb_jq {
  pid_t process;
  int socket;
  uint8_t *answer;
  size_t length, capacity;
};

bb_jq *bb_jq_start(void) {
  int pair[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) return NULL;
  bb_jq *worker = calloc(1, sizeof *worker);
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, pair[1], 0);
  // What libjq prints, a visitor may have written: it goes nowhere.
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_RDWR, 0);
  posix_spawn_file_actions_adddup2(&actions, 1, 2);
  posix_spawnattr_init(&attributes);
  // A group of its own: a terminal's Ctrl-C is for us, who still have submissions to map.
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  char *const arguments[] = {(char *)BB_JQ_NAME, NULL};
  char *const environment[] = {NULL};
  int code = worker ? posix_spawn(&worker->process, "/proc/self/exe", &actions, &attributes, arguments, environment) : ENOMEM;
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  close(pair[1]);
  if (code != 0) {
    close(pair[0]);
    free(worker);
    return NULL;
  }
  worker->socket = pair[0];
  return worker;
}

void bb_jq_end(bb_jq *worker) {
  close(worker->socket);
  kill(-worker->process, SIGKILL);
  kill(worker->process, SIGKILL);
  while (waitpid(worker->process, NULL, 0) < 0 && errno == EINTR) {}
  free(worker->answer);
  free(worker);
}

static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static bool ready(int socket, short events, int64_t deadline) {
  for (;;) {
    int64_t left = deadline - now();
    struct pollfd entry = {.fd = socket, .events = events};
    int count = left > 0 ? poll(&entry, 1, (int)left) : 0;
    if (count > 0) return true;
    if (count == 0 || errno != EINTR) return false;
  }
}

static bool send_all(int socket, const void *bytes, size_t length, int64_t deadline) {
  const uint8_t *next = bytes;
  while (length > 0) {
    ssize_t sent = send(socket, next, length, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0) {
      if (errno == EINTR) continue;
      if (errno != EAGAIN || !ready(socket, POLLOUT, deadline)) return false;
      continue;
    }
    next += sent;
    length -= (size_t)sent;
  }
  return true;
}

static bool receive_all(int socket, void *bytes, size_t length, int64_t deadline) {
  uint8_t *next = bytes;
  while (length > 0) {
    if (!ready(socket, POLLIN, deadline)) return false;
    ssize_t got = recv(socket, next, length, MSG_DONTWAIT);
    if (got == 0) return false;
    if (got < 0) {
      if (errno == EINTR || errno == EAGAIN) continue;
      return false;
    }
    next += got;
    length -= (size_t)got;
  }
  return true;
}

static bb_jq_status ask(bb_jq *worker, uint32_t kind, uint32_t program, uint32_t microseconds, const uint8_t *bytes, size_t length,
                        uint32_t *spent) {
  const int64_t deadline = now() + LONGEST_WAIT_MS;
  worker->length = 0;
  *spent = microseconds;
  if (length > INT32_MAX) return BB_JQ_MEMORY;
  bb_jq_request request = {.kind = kind, .program = program, .microseconds = microseconds, .length = (uint32_t)length};
  bb_jq_reply reply;
  if (!send_all(worker->socket, &request, sizeof request, deadline) || !send_all(worker->socket, bytes, length, deadline) ||
      !receive_all(worker->socket, &reply, sizeof reply, deadline))
    return now() < deadline ? BB_JQ_GONE : BB_JQ_SILENT;
  *spent = reply.microseconds;
  if (reply.length > worker->capacity) {
    uint8_t *larger = realloc(worker->answer, reply.length);
    if (!larger) return BB_JQ_GONE;
    worker->answer = larger;
    worker->capacity = reply.length;
  }
  if (!receive_all(worker->socket, worker->answer, reply.length, deadline)) return BB_JQ_GONE;
  worker->length = reply.length;
  return reply.status <= BB_JQ_CRASH ? (bb_jq_status)reply.status : BB_JQ_GONE;
}

bb_jq_status bb_jq_compile(bb_jq *worker, const uint8_t *text, size_t length) {
  uint32_t spent;
  return ask(worker, BB_JQ_COMPILE, 0, 0, text, length, &spent);
}

bb_jq_status bb_jq_run(bb_jq *worker, uint32_t program, uint32_t microseconds, const uint8_t *json, size_t length, uint32_t *spent) {
  return ask(worker, BB_JQ_RUN, program, microseconds, json, length, spent);
}

const uint8_t *bb_jq_answer(const bb_jq *worker, size_t *length) {
  *length = worker->length;
  return worker->answer;
}

/// Makes a worker of a process that was started as one, before anything else runs in it.
__attribute__((constructor)) static void become_worker(int count, char **arguments) {
  if (count == 1 && strcmp(arguments[0], BB_JQ_NAME) == 0) bb_jq_work();
}
