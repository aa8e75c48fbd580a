/*
 * upload.h - how long an upload may be, by MAX_UPLOAD_MB.
 */
#ifndef AMB_CONF_UPLOAD_H
#define AMB_CONF_UPLOAD_H

/* upload_file_max(): bytes of the uploaded file. */
long long upload_file_max(void);

/*
 * upload_body_max(): bytes of the request body that carries it, with what a
 * multipart body has around the file.
 */
long long upload_body_max(void);

#endif /* AMB_CONF_UPLOAD_H */
