// Tells ThreadSanitizer of the order that Swift's Mutex makes. Loaded before everything else (LD_PRELOAD) in that sanitizer's runs alone.
//
// Mutex takes and gives its lock by an atomic in our own code, which the sanitizer sees, as long as nobody waits. When somebody does, it
// calls these three functions of libswiftSynchronization, which is not instrumented: the kernel's futex hands the lock over there, and
// what the lock orders looks like a race. Each is called through and followed, or preceded, by the annotation that says what it did, on
// the lock's own address. Nothing is suppressed: a race beside a lock, or under another one, is reported as before (MutexTrial.swift).

#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context)) void *

#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define TRY_LOCK "$s15Synchronization12_MutexHandleV12_tryLockSlowSbyF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

// Weak: a program that is not instrumented may be started with this library too.
void __tsan_acquire(void *address) __attribute__((weak));
void __tsan_release(void *address) __attribute__((weak));

static void *next(const char *name) {
    void *function = dlsym(RTLD_NEXT, name);
    if (!function) abort();
    return function;
}

SWIFT void lock_slow(uint32_t thread, SELF handle) __asm__(LOCK);
SWIFT bool try_lock_slow(SELF handle) __asm__(TRY_LOCK);
SWIFT void unlock_slow(SELF handle) __asm__(UNLOCK);

SWIFT void lock_slow(uint32_t thread, SELF handle) {
    SWIFT void (*real)(uint32_t, SELF) = next(LOCK);
    real(thread, handle);
    if (__tsan_acquire) __tsan_acquire(handle);
}

SWIFT bool try_lock_slow(SELF handle) {
    SWIFT bool (*real)(SELF) = next(TRY_LOCK);
    bool taken = real(handle);
    if (taken && __tsan_acquire) __tsan_acquire(handle);
    return taken;
}

SWIFT void unlock_slow(SELF handle) {
    SWIFT void (*real)(SELF) = next(UNLOCK);
    if (__tsan_release) __tsan_release(handle);
    real(handle);
}
