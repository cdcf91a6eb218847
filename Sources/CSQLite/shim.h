#pragma once
#include <sqlite3.h>
#include <stdint.h>

// SQLITE_STATIC and SQLITE_TRANSIENT are casts that Swift's importer does not read.
// Static: the bytes must stay where they are until the statement has been stepped and reset.
static inline int bb_sqlite_bind_blob_static(sqlite3_stmt *statement, int index, const void *bytes, int count) {
  return sqlite3_bind_blob(statement, index, bytes, count, SQLITE_STATIC);
}
static inline int bb_sqlite_bind_text_static(sqlite3_stmt *statement, int index, const char *bytes, int count) {
  return sqlite3_bind_text(statement, index, bytes, count, SQLITE_STATIC);
}
static inline int bb_sqlite_bind_text_transient(sqlite3_stmt *statement, int index, const char *bytes, int count) {
  return sqlite3_bind_text(statement, index, bytes, count, SQLITE_TRANSIENT);
}

// sqlite3_config takes a variable list of arguments, which Swift does not call. Without the counting of memory, which
// nobody reads here, SQLite allocates without a lock. Must come before the first connection of the process.
static inline int bb_sqlite_configure(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

// sqlite3_wal_hook: after each commit of this connection, `pages` holds how many pages the log has. It must live as long as the connection.
static inline int bb_sqlite_take_log_pages(void *pages, sqlite3 *connection, const char *name, int count) {
  (void)connection;
  (void)name;
  *(int *)pages = count;
  return SQLITE_OK;
}
static inline void bb_sqlite_watch_log(sqlite3 *connection, int *pages) {
  sqlite3_wal_hook(connection, pages ? bb_sqlite_take_log_pages : 0, pages);
}

// The files that a connection has open, by SQLite's own descriptors (SQLITE_FCNTL_FILE_POINTER, SQLITE_FCNTL_JOURNAL_POINTER): their methods
// are pointers to functions, which Swift does not call.
static inline sqlite3_file *bb_sqlite_file(sqlite3 *connection, int is_log) {
  sqlite3_file *file = 0;
  int which = is_log ? SQLITE_FCNTL_JOURNAL_POINTER : SQLITE_FCNTL_FILE_POINTER;
  if (sqlite3_file_control(connection, "main", which, &file) != SQLITE_OK) return 0;
  return file && file->pMethods ? file : 0;
}
static inline int bb_sqlite_size(sqlite3 *connection, int is_log, int64_t *size) {
  sqlite3_file *file = bb_sqlite_file(connection, is_log);
  sqlite3_int64 found = 0;
  int result = file ? file->pMethods->xFileSize(file, &found) : SQLITE_NOTFOUND;
  *size = found;
  return result;
}
static inline int bb_sqlite_read(sqlite3 *connection, int64_t offset, void *bytes, int count) {
  sqlite3_file *file = bb_sqlite_file(connection, 0);
  return file ? file->pMethods->xRead(file, bytes, count, offset) : SQLITE_NOTFOUND;
}
static inline int bb_sqlite_write(sqlite3 *connection, int64_t offset, const void *bytes, int count) {
  sqlite3_file *file = bb_sqlite_file(connection, 0);
  return file ? file->pMethods->xWrite(file, bytes, count, offset) : SQLITE_NOTFOUND;
}
static inline int bb_sqlite_sync(sqlite3 *connection) {
  sqlite3_file *file = bb_sqlite_file(connection, 0);
  return file ? file->pMethods->xSync(file, SQLITE_SYNC_NORMAL) : SQLITE_NOTFOUND;
}

// How many pages the log has, by its index, as SQLite itself has it mapped (xShmMap; https://www.sqlite.org/walformat.html, 2.1: `mxFrame`).
static inline int bb_sqlite_indexed_pages(sqlite3 *connection, uint32_t *pages) {
  enum { region = 32768, place = 16 };
  sqlite3_file *file = bb_sqlite_file(connection, 0);
  void volatile *index = 0;
  if (!file || file->pMethods->iVersion < 2) return SQLITE_NOTFOUND;
  int result = file->pMethods->xShmMap(file, 0, region, 0, &index);
  if (result == SQLITE_OK && !index) result = SQLITE_NOTFOUND;
  if (result == SQLITE_OK) *pages = *(uint32_t volatile *)((char volatile *)index + place);
  return result;
}
