#include <stdarg.h>

#include "json/msg.h"

jv
msg_obj(const char *key, ...)
{
	jv msg = jv_object();
	va_list ap;
	jv value;

	va_start(ap, key);
	for (; key != NULL; key = va_arg(ap, const char *)) {
		value = va_arg(ap, jv);
		if (jv_is_valid(value))
			msg = jv_object_set(msg, jv_string(key), value);
		else
			jv_free(value);
	}
	va_end(ap);
	return msg;
}
