#include "CProcess.h"
#include <signal.h>
#include <stddef.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

int keyhold_forbid_dumps(void) {
    // Swift's runtime may have a program of its own print a backtrace of a crash: it attaches to this process, which is what
    // is forbidden here, and the crash would wait for it for ever.
    const int crashes[] = {SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGQUIT, SIGSEGV, SIGTRAP};
    for (size_t index = 0; index < sizeof crashes / sizeof *crashes; index++) signal(crashes[index], SIG_DFL);
    struct rlimit none = {0, 0};
    if (setrlimit(RLIMIT_CORE, &none) != 0) return -1;
#ifdef __linux__
    // Where the kernel hands core files to a program, the limit does not count.
    return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#else
    return 0;
#endif
}

void keyhold_lower_thread_priority(void) {
#ifdef __linux__
    // 0 is the calling thread there, whatever POSIX says of processes.
    if (getpriority(PRIO_PROCESS, 0) < 10) setpriority(PRIO_PROCESS, 0, 10);
#endif
}

void keyhold_give_to_owner_of(const char *directory, int file) {
    struct stat status;
    if (geteuid() != 0 || stat(directory, &status) != 0 || status.st_uid == 0) return;
    // The result of what cannot be helped here.
    if (fchown(file, status.st_uid, status.st_gid) != 0) return;
}
