/*
 * pick.h - which helper paints with which model.
 */
#ifndef AMB_PICK_H
#define AMB_PICK_H

/* pick_helper(model): the helper for a model, by the pattern of its name. */
const char *pick_helper(const char *model);

/*
 * pick_model(helper): MATRIX_IMAGE_MODEL when it is one of this helper's, else
 * "".
 */
const char *pick_model(const char *helper);

/*
 * pick_genimg(): the chain of painters: AMB_GENIMG if it was set to more than
 * "auto"; else the helper of MATRIX_IMAGE_MODEL, or bfl when there is none, if
 * the key that it needs is there; then paint.  The text stays owned here.
 */
const char *pick_genimg(void);

#endif /* AMB_PICK_H */
