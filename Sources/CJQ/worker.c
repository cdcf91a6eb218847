#define _GNU_SOURCE
#include "CJQ.h"
#include "protocol.h"
#include <errno.h>
#include <jq.h>
#include <malloc.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

// A worker is two processes. The first compiles programs, and so has them all; its child, a copy that is made in a fraction of a
// millisecond, runs them, and may be ended in the middle of it. Both read requests from one socket, never at once: whoever reads the head
// of a request that is the other's leaves it in memory that both see.

/// A compilation's: the usual one takes 14 ms.
#define COMPILE_MICROSECONDS 2000000
/// What a run may have beyond what the worker has after compiling, in bytes; and what the libraries' own data takes at most.
#define RUN_MEMORY (128u << 20)
#define LIBRARY_DATA (32u << 20)
/// How many results a program may make of one input, and how long they may be together, in bytes.
#define MOST_RESULTS 1000
#define LONGEST_RESULTS (1u << 20)

enum { EXIT_MEMORY = 3, EXIT_COMPILE = 4, EXIT_GONE = 5 };

typedef struct {
  bb_jq_request request;
  bool is_pending;
  bool is_running;
} bb_jq_shared;

static bb_jq_shared *shared;
static jq_state **programs;
static uint32_t program_count;
static uint8_t *content;
static size_t content_capacity;

// MARK: - Bytes

static bool receive(void *bytes, size_t length) {
  uint8_t *next = bytes;
  while (length > 0) {
    ssize_t got = recv(0, next, length, 0);
    if (got == 0 || (got < 0 && errno != EINTR)) return false;
    if (got > 0) {
      next += got;
      length -= (size_t)got;
    }
  }
  return true;
}

static bool send_bytes(const void *bytes, size_t length) {
  const uint8_t *next = bytes;
  while (length > 0) {
    ssize_t sent = send(0, next, length, MSG_NOSIGNAL);
    if (sent < 0 && errno != EINTR) return false;
    if (sent > 0) {
      next += sent;
      length -= (size_t)sent;
    }
  }
  return true;
}

/// How long this process has worked, in microseconds.
static int64_t processor_time(void) {
  struct timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return (int64_t)time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

static void answer_after(uint32_t microseconds, bb_jq_status status, const void *bytes, size_t length) {
  bb_jq_reply reply = {.status = status, .microseconds = microseconds, .length = (uint32_t)length};
  if (!send_bytes(&reply, sizeof reply) || !send_bytes(bytes, length)) _exit(EXIT_GONE);
}

/// When the run began, by this process's own time.
static int64_t begin_time;

/// A run's answer, or a compilation's, whose time is nobody's.
static void answer(bb_jq_status status, const void *bytes, size_t length) {
  answer_after((uint32_t)(processor_time() - begin_time), status, bytes, length);
}

static bool receive_content(uint32_t length) {
  if (length + 1 > content_capacity) {
    free(content);
    content_capacity = (size_t)length + 1;
    content = malloc(content_capacity);
    if (!content) _exit(EXIT_MEMORY);
  }
  content[length] = 0;
  return receive(content, length);
}

// MARK: - Limits

static void set_limit(int resource, rlim_t most) {
  struct rlimit limit = {.rlim_cur = most, .rlim_max = most};
  if (setrlimit((__rlimit_resource_t)resource, &limit) != 0) _exit(EXIT_GONE);
}

/// Ends this process when it has used so much of a processor; 0 for never.
static void set_time(uint32_t microseconds) {
  struct itimerval timer = {.it_value = {.tv_sec = microseconds / 1000000, .tv_usec = microseconds % 1000000}};
  setitimer(ITIMER_PROF, &timer, NULL);
}

static void out_of_memory(void *context) {
  (void)context;
  _exit(EXIT_MEMORY);
}

// MARK: - Compiling

typedef struct {
  char bytes[4096];
  size_t length;
} messages;

static void add_message(void *context, jv message) {
  messages *all = context;
  if (jv_get_kind(message) == JV_KIND_STRING) {
    size_t length = (size_t)jv_string_length_bytes(jv_copy(message));
    if (all->length + length + 1 < sizeof all->bytes) {
      memcpy(all->bytes + all->length, jv_string_value(message), length);
      all->length += length;
      all->bytes[all->length++] = '\n';
    }
  }
  jv_free(message);
}

static void compile(const bb_jq_request *request) {
  messages all = {.length = 0};
  jq_state **larger = realloc(programs, (program_count + 1) * sizeof *programs);
  jq_state *program = larger ? jq_init() : NULL;
  if (larger) programs = larger;
  if (!receive_content(request->length)) _exit(0);
  if (!program) return answer(BB_JQ_MEMORY, "", 0);
  jq_set_error_cb(program, add_message, &all);
  jq_set_nomem_handler(program, out_of_memory, NULL);
  // jq_init leaves these as memory was.
  jq_set_input_cb(program, NULL, NULL);
  jq_set_debug_cb(program, NULL, NULL);
  // libjq aborts where these are missing and a program imports something; as it is, nothing is found.
  jq_set_attr(program, jv_string("JQ_LIBRARY_PATH"), jv_array());
  jq_set_attr(program, jv_string("JQ_ORIGIN"), jv_string("/nonexistent"));
  jq_set_attr(program, jv_string("PROGRAM_ORIGIN"), jv_string("/nonexistent"));
  // A text with a NUL in it would be compiled as far as that.
  set_time(COMPILE_MICROSECONDS);
  bool compiles = !memchr(content, 0, request->length) && jq_compile(program, (const char *)content);
  set_time(0);
  if (!compiles) {
    jq_teardown(&program);
    return answer(BB_JQ_ERROR, all.bytes, all.length);
  }
  jq_set_error_cb(program, NULL, NULL);
  programs[program_count++] = program;
  answer(BB_JQ_OK, "", 0);
}

// MARK: - Running

static char *results;
static size_t results_length;

/// Adds a result to the array; false when that is too much. Takes the value.
static bool add_result(jv value, int count) {
  jv text = jv_dump_string(value, 0);
  size_t length = (size_t)jv_string_length_bytes(jv_copy(text));
  bool fits = count < MOST_RESULTS && results_length + length + 2 <= LONGEST_RESULTS;
  if (fits) {
    results[results_length++] = count == 0 ? '[' : ',';
    memcpy(results + results_length, jv_string_value(text), length);
    results_length += length;
  }
  jv_free(text);
  return fits;
}

static void fail(jv message) {
  set_time(0);
  shared->is_running = false;
  if (jv_get_kind(message) == JV_KIND_STRING) {
    size_t length = (size_t)jv_string_length_bytes(jv_copy(message));
    answer(BB_JQ_ERROR, jv_string_value(message), length < 1000 ? length : 1000);
  } else {
    answer(BB_JQ_ERROR, "", 0);
  }
  jv_free(message);
}

static void run(const bb_jq_request *request) {
  if (!receive_content(request->length)) _exit(0);
  if (request->program >= program_count) _exit(EXIT_GONE);
  jq_state *program = programs[request->program];
  shared->is_running = true;
  begin_time = processor_time();
  set_time(request->microseconds);
  jv input = jv_parse_sized((const char *)content, (int)request->length);
  if (!jv_is_valid(input)) return fail(jv_invalid_get_msg(input));
  jq_start(program, input, 0);
  results_length = 0;
  bool fits = true;
  jv result;
  for (int count = 0; fits && jv_is_valid(result = jq_next(program)); count++) fits = add_result(result, count);
  if (fits && jv_invalid_has_msg(jv_copy(result))) return fail(jv_invalid_get_msg(result));
  if (fits) jv_free(result);
  if (fits && jq_halted(program)) {
    // The state stays halted: the next run needs another process.
    fail(jv_string("halt"));
    _exit(0);
  }
  if (results_length == 0) results[results_length++] = '[';
  results[results_length++] = ']';
  set_time(0);
  shared->is_running = false;
  answer(fits ? BB_JQ_OK : BB_JQ_OUTPUT, results, fits ? results_length : 0);
}

/// Runs programs until a request for the other process comes or something ends it.
static _Noreturn void run_all(void) {
#if !__has_feature(address_sanitizer) && !__has_feature(thread_sanitizer)
  // The sanitizers' own memory counts as data, and there is no end of it.
  struct mallinfo2 heap = mallinfo2();
  set_limit(RLIMIT_DATA, heap.arena + heap.hblkhd + LIBRARY_DATA + RUN_MEMORY);
#endif
  results = malloc(LONGEST_RESULTS + 2);
  if (!results) _exit(EXIT_MEMORY);
  for (;;) {
    if (!shared->is_pending && !receive(&shared->request, sizeof shared->request)) _exit(0);
    shared->is_pending = shared->request.kind != BB_JQ_RUN;
    if (shared->is_pending) _exit(EXIT_COMPILE);
    run(&shared->request);
  }
}

/// What ended a run.
static bb_jq_status reason(int status) {
  if (WIFSIGNALED(status)) return WTERMSIG(status) == SIGPROF ? BB_JQ_TIME : BB_JQ_CRASH;
  return WEXITSTATUS(status) == EXIT_MEMORY ? BB_JQ_MEMORY : BB_JQ_CRASH;
}

static void supervise(void) {
  pid_t child = fork();
  if (child < 0) _exit(EXIT_GONE);
  if (child == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    run_all();
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR) _exit(EXIT_GONE);
  if (shared->is_running) {
    shared->is_running = false;
    // What it took is not known, and nearly all that it had.
    answer_after(shared->request.microseconds, reason(status), "", 0);
  } else if (WIFEXITED(status) && WEXITSTATUS(status) == 0 && !shared->is_pending) {
    // The socket was closed, or a halted program wants a new process: the next read tells.
  } else if (!shared->is_pending) {
    _exit(EXIT_GONE);
  }
}

void bb_jq_work(void) {
  // Nothing of the service is open here, and nothing can be opened: no file to import, no socket, no log.
  if (close_range(3, ~0u, 0) != 0) _exit(EXIT_GONE);
  set_limit(RLIMIT_NOFILE, 3);
  set_limit(RLIMIT_CORE, 0);
  set_limit(RLIMIT_FSIZE, 0);
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  prctl(PR_SET_NAME, "boardbridge-jq");
  shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (shared == MAP_FAILED) _exit(EXIT_GONE);
  for (;;) {
    if (!shared->is_pending && !receive(&shared->request, sizeof shared->request)) _exit(0);
    shared->is_pending = shared->request.kind == BB_JQ_RUN;
    if (shared->is_pending) {
      supervise();
    } else {
      compile(&shared->request);
    }
  }
}
