/*
 * decoder_process.h - run a decoder in a child process.
 *
 * A crash or an endless loop in a decoder ends the child and not the tool.  The
 * child is limited in processor time, writes no core, does not have standard
 * input and dies with its parent.  It is no sandbox: it has the same files,
 * network, memory and system calls as the tool itself.
 */
#ifndef AMB_DOWNSAMPLE_DECODER_PROCESS_H
#define AMB_DOWNSAMPLE_DECODER_PROCESS_H

/*
 * decoder_process_run(work, arg, cpu_s): call work(arg) in a child that may use
 * cpu_s seconds of processor time, and wait for its end.  What work changes is
 * seen here only in shared memory.  Returns the status as waitpid(2) stores it,
 * 0 when work returned; or -1 with errno when no child could be started.
 */
int decoder_process_run(void (*work)(void *arg), void *arg, int cpu_s);

#endif /* AMB_DOWNSAMPLE_DECODER_PROCESS_H */
