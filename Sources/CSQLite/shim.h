#pragma once
#include <sqlite3.h>

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
