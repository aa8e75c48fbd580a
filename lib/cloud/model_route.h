/*
 * model_route.h - which helper paints with which model.
 */
#ifndef AMB_CLOUD_MODEL_ROUTE_H
#define AMB_CLOUD_MODEL_ROUTE_H

/* model_route_helper(model): the helper that has models of this name. */
const char *model_route_helper(const char *model);

/*
 * model_route_model(helper): MATRIX_IMAGE_MODEL when it is one of this
 * helper's, else "".
 */
const char *model_route_model(const char *helper);

/*
 * model_route_chain(): the chain of painters: AMB_GENIMG unless it is "auto";
 * else the helper of MATRIX_IMAGE_MODEL, or bfl when that is not set, if the
 * key that it needs is set; then paint.  The text stays owned here.
 */
const char *model_route_chain(void);

#endif /* AMB_CLOUD_MODEL_ROUTE_H */
