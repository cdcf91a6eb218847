#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// What the service and a worker say to each other over a socket: a request, then its answer.

/// What argv[0] says of a process that is a worker.
#define BB_JQ_NAME "boardbridge-jq"

enum { BB_JQ_COMPILE = 1, BB_JQ_RUN = 2 };

/// Before the bytes of a request: a program's text, or the JSON to run it on.
typedef struct {
  uint32_t kind;
  uint32_t program;
  /// How long a run may take.
  uint32_t microseconds;
  uint32_t length;
} bb_jq_request;

/// Before the bytes of an answer.
typedef struct {
  uint32_t status;
  /// How long a run took.
  uint32_t microseconds;
  uint32_t length;
} bb_jq_reply;

/// Answers requests until the socket, descriptor 0, is closed. Does not return.
_Noreturn void bb_jq_work(void);
