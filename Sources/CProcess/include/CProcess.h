#pragma once

/// Forbids core files and the attaching of debuggers by other processes of the same user: both would show live secrets.
/// `prctl` is variadic, and Swift calls no variadic C function. Returns 0, or -1 with `errno`.
int keyhold_forbid_dumps(void);

/// Has the kernel prefer all other threads of ours to the calling one (nice 10), for as long as that one lives. Elsewhere
/// than on Linux a priority is the whole process's, and nothing happens.
void keyhold_lower_thread_priority(void);

/// Gives a file that root has just made to the owner of the directory that it is in, so that a service can use what root makes
/// in its directory. By the descriptor: a name may be another file's by then. To anybody but root it does nothing, and where it
/// fails, whoever opens the file says what is wrong with it.
void keyhold_give_to_owner_of(const char *directory, int file);
