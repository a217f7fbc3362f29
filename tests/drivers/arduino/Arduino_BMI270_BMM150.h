#pragma once
#include "Arduino_LSM9DS1.h" /* the two libraries offer the same functions */
