#include "base/version.h"

const char amb_version[] = AMB_VERSION;
