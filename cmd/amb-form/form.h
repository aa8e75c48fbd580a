/*
 * form.h - read an upload: multipart/form-data with one file, or an image.
 */
#ifndef AMB_FORM_FORM_H
#define AMB_FORM_FORM_H

#include <jv.h>

#include "scene/scene.h"

/*
 * form_take(type, path, fault): read a body of that Content-Type from stdin
 * and write its one file, of at most MAX_UPLOAD_MB, to path.
 * Returns {"filename","content_type","size"}; or sets *fault and returns
 * {"errors"} as a scene has them, and path is no longer there.
 */
jv form_take(const char *type, const char *path, enum fault *fault);

#endif /* AMB_FORM_FORM_H */
