#include "conf/upload.h"
#include "conf/conf.h"

enum { ENVELOPE_MAX = 65536 }; /* bytes of a body beside the file */

long long
upload_file_max(void)
{
	return (long long)(conf_num(CONF_MAX_UPLOAD_MB) * (1 << 20));
}

long long
upload_body_max(void)
{
	return upload_file_max() + ENVELOPE_MAX;
}
