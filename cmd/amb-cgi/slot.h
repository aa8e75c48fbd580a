/*
 * slot.h - no more than so many sentences are planned at once.
 *
 * A slot is a byte of plan.lock in the spool, locked by the process that plans;
 * the kernel lets go of it when that ends, however it ends.
 */
#ifndef AMB_SLOT_H
#define AMB_SLOT_H

/*
 * slot_take(n): take one of n slots, until this process ends.
 * Returns 0, 1 when all are taken, or -1 with errno.
 */
int slot_take(int n);

#endif /* AMB_SLOT_H */
