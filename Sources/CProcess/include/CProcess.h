#pragma once

/// Forbids core files and the attaching of debuggers by other processes of the same user: both would show live secrets.
/// `prctl` is variadic, and Swift calls no variadic C function. Returns 0, or -1 with `errno`.
int keyhold_forbid_dumps(void);
