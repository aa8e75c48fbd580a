/*
 * decoder_limit.h - bounds of a process that decodes foreign pictures.
 *
 * A crash or an endless loop in a decoder ends that process and not the tool
 * that waits for it.  It is no sandbox: the process has the same files,
 * network, memory and system calls as any other.
 */
#ifndef AMB_IMAGE_DECODER_LIMIT_H
#define AMB_IMAGE_DECODER_LIMIT_H

/*
 * decoder_limit(): from now on this process dies with its parent, writes no
 * core, and is killed by SIGXCPU after 20 seconds of processor time.
 */
void decoder_limit(void);

#endif /* AMB_IMAGE_DECODER_LIMIT_H */
