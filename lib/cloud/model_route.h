/*
 * model_route.h - which helper has which model, and its key.
 */
#ifndef AMB_CLOUD_MODEL_ROUTE_H
#define AMB_CLOUD_MODEL_ROUTE_H

/*
 * model_route_model(helper): MATRIX_IMAGE_MODEL when it is one of this
 * helper's, else "".
 */
const char *model_route_model(const char *helper);

/*
 * model_route_chain(): the value of AMB_GENIMG, with "auto" replaced: by the
 * helper of MATRIX_IMAGE_MODEL, or bfl when that is not set, if the key that it
 * needs is set; then paint.  The text stays owned here.
 */
const char *model_route_chain(void);

/*
 * model_route_key(helper): the key of a helper, "chat" included; "" when none
 * of its settings is set.
 */
const char *model_route_key(const char *helper);

#endif /* AMB_CLOUD_MODEL_ROUTE_H */
