#pragma once
#include "Arduino.h"
#define I2C_MODE 0
#define LSM6DS3_ACC_GYRO_CTRL3_C 0x12
#define LSM6DS3_ACC_GYRO_STATUS_REG 0x1E
#define LSM6DS3_ACC_GYRO_OUTX_L_G 0x22
typedef enum { IMU_SUCCESS, IMU_HW_ERROR } status_t;
struct SensorSettings {
    uint16_t gyroRange, gyroSampleRate, accelRange, accelSampleRate;
};
struct LSM6DS3 {
    LSM6DS3(uint8_t bus, uint8_t address);
    SensorSettings settings;
    status_t begin();
    status_t readRegisterRegion(uint8_t *out, uint8_t offset, uint8_t length);
    status_t readRegister(uint8_t *out, uint8_t offset);
    status_t writeRegister(uint8_t offset, uint8_t value);
};
