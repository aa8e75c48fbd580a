/*
 * model_route.h - which helper paints with which model.
 */
#ifndef AMB_CLOUD_MODEL_ROUTE_H
#define AMB_CLOUD_MODEL_ROUTE_H

/* model_route_helper(model): the helper for a model, by the pattern of its
 * name. */
const char *model_route_helper(const char *model);

/*
 * model_route_model(helper): MATRIX_IMAGE_MODEL when it is one of this
 * helper's, else
 * "".
 */
const char *model_route_model(const char *helper);

/*
 * model_route_chain(): the chain of painters: AMB_GENIMG if it was set to more
 * than "auto"; else the helper of MATRIX_IMAGE_MODEL, or bfl when there is
 * none, if the key that it needs is there; then paint.  The text stays owned
 * here.
 */
const char *model_route_chain(void);

#endif /* AMB_CLOUD_MODEL_ROUTE_H */
