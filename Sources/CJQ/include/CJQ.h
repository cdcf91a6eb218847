#pragma once

#include <stddef.h>
#include <stdint.h>

/// What BoardBridge needs of libjq, run in a process of its own.
///
/// libjq can neither be stopped nor be kept from aborting its process, so programs run in a worker: this program executed anew, with an
/// empty environment, no file and no way to open one, and limits of time and memory that the kernel keeps. A worker is one thread's at a
/// time; different workers are for different threads.
typedef struct bb_jq bb_jq;

/// What became of a request.
typedef enum {
  /// A run's results as the text of a JSON array.
  BB_JQ_OK = 0,
  /// jq's own message: of the compiler, one to a line, or of the program that failed.
  BB_JQ_ERROR = 1,
  /// More than the time that it may take.
  BB_JQ_TIME = 2,
  /// More memory than it may have.
  BB_JQ_MEMORY = 3,
  /// More results, or longer ones, than it may make.
  BB_JQ_OUTPUT = 4,
  /// libjq failed on it.
  BB_JQ_CRASH = 5,
  /// The worker is gone: it is to be ended, and another may be started.
  BB_JQ_GONE = 6,
  /// The worker does not answer, as on a machine that gives it no time: it is to be ended.
  BB_JQ_SILENT = 7,
} bb_jq_status;

/// Starts a worker; NULL where the system does not let us. End it with bb_jq_end.
bb_jq *_Nullable bb_jq_start(void);

void bb_jq_end(bb_jq *_Nonnull worker);

/// Compiles a program (UTF-8) in the worker. Programs are numbered from 0 in the order in which they compile.
bb_jq_status bb_jq_compile(bb_jq *_Nonnull worker, const uint8_t *_Nonnull text, size_t length);

/// Runs a program on a JSON text (UTF-8), for at most so many microseconds of processor time. `spent` is how many it took, and all of them
/// where something ended it.
bb_jq_status bb_jq_run(bb_jq *_Nonnull worker, uint32_t program, uint32_t microseconds, const uint8_t *_Nonnull json, size_t length,
                       uint32_t *_Nonnull spent);

/// The last request's result or message, and its length in bytes. It stays until the next request.
const uint8_t *_Nullable bb_jq_answer(const bb_jq *_Nonnull worker, size_t *_Nonnull length);
