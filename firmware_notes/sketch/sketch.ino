/*
 * Reference firmware for a Kickstand sensor: firmware_notes/profile.md, version 1.
 *
 * NOT RUN ON HARDWARE by anyone of this project. What is tested is kickstand_packet.h. If you run
 * this on a board, please say so, with the board, its revision and what you had to change.
 *
 * Boards, cores and libraries that it is written against (newer ones may do as well):
 *   Seeed XIAO nRF52840 Sense   core "Seeed nRF52 mbed-enabled Boards" 2.9.3, FQBN
 *                               Seeeduino:mbed:xiaonRF52840Sense; library "Seeed Arduino LSM6DS3" 2.0.7
 *   Arduino Nano 33 BLE Sense   core "Arduino Mbed OS Nano Boards" 4.1.5, FQBN
 *                               arduino:mbed_nano:nano33ble; library Arduino_LSM9DS1 1.1.1 (first
 *                               revision) or Arduino_BMI270_BMM150 1.2.0 (Rev2: set NANO_REV2 to 1)
 *   both                        library ArduinoBLE 1.3.7
 *
 * Everything that knows the motion chip is in beginImu(), configureImu() and readImu(). For another
 * board only these and the table `board` change.
 */
#include <ArduinoBLE.h>

#include "kickstand_packet.h"

#ifndef NANO_REV2
#define NANO_REV2 0
#endif

#if defined(TARGET_SEEED_XIAO_NRF52840_SENSE)
#define XIAO 1
#include <LSM6DS3.h>
#else
#define XIAO 0
#if NANO_REV2
#include <Arduino_BMI270_BMM150.h>
#else
#include <Arduino_LSM9DS1.h>
#endif
#endif

/* ------------------------------------------------------------------ what the board can do */

#if XIAO
static const uint16_t RATES[] = {52, 104, 208};
static const uint16_t ACC_RANGES[] = {2, 4, 8, 16};
static const uint16_t GYR_RANGES[] = {125, 250, 500, 1000, 2000};
static const kickstand_settings USUAL = {104, 8, 1000, 1};
#else /* Arduino's libraries fix rate and ranges */
static const uint16_t RATES[] = {NANO_REV2 ? 100 : 119};
static const uint16_t ACC_RANGES[] = {4};
static const uint16_t GYR_RANGES[] = {2000};
static const kickstand_settings USUAL = {NANO_REV2 ? 100 : 119, 4, 2000, 1};
#endif

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

/* ArduinoBLE does not tell the negotiated MTU: 4 samples are 58 bytes, which every computer takes. */
static kickstand_board board = {RATES, COUNT(RATES), ACC_RANGES, COUNT(ACC_RANGES), GYR_RANGES,
                                COUNT(GYR_RANGES), USUAL, KICKSTAND_BLINKS, 4, 1, 0, 0};
static kickstand_device device;

/* ------------------------------------------------------------------ the motion chip */

#if XIAO
static LSM6DS3 imu(I2C_MODE, 0x6A);

/* Trap 1: the chip's supply hangs on pin P1.08. It must be an output, high, and of HIGH DRIVE:
 * a pin of standard drive is no supply for a gyroscope. Seeed's library does this
 * only where PIN_LSM6DS3TR_C_POWER is defined, and with the mbed core 2.9.3 Arduino.h does not
 * define it: begin() then fails on a healthy board. So it is done here, whatever the core. */
static void powerImu() {
    NRF_P1->OUTSET = 1UL << 8;
    NRF_P1->PIN_CNF[8] = (GPIO_PIN_CNF_DIR_Output << GPIO_PIN_CNF_DIR_Pos) |
                         (GPIO_PIN_CNF_INPUT_Disconnect << GPIO_PIN_CNF_INPUT_Pos) |
                         (GPIO_PIN_CNF_PULL_Disabled << GPIO_PIN_CNF_PULL_Pos) |
                         (GPIO_PIN_CNF_DRIVE_H0H1 << GPIO_PIN_CNF_DRIVE_Pos);
    delay(50);
}

/* Trap 2: the chip is on the INTERNAL bus, Wire1 (SDA P0.07, SCL P0.27), not on the pins of the
 * board. Seeed's library turns Wire into Wire1 for this board; an I2C scanner on Wire finds nothing. */
static bool beginImu() {
    powerImu();
    return imu.begin() == IMU_SUCCESS;
}

static void configureImu() {
    imu.settings.accelRange = device.now.acc_range_g;
    imu.settings.accelSampleRate = device.now.rate_hz;
    imu.settings.gyroRange = device.now.gyr_range_deg_s == 250 ? 245 : device.now.gyr_range_deg_s;
    imu.settings.gyroSampleRate = device.now.rate_hz;
    imu.begin();
    /* Trap 3: without block data update (0x40) a read can mix bytes of two samples: spikes of 256
     * counts. 0x04 lets one read run over many registers. */
    imu.writeRegister(LSM6DS3_ACC_GYRO_CTRL3_C, 0x44);
}

/* Trap 4: one count is 4.375 mdeg/s for each 125 deg/s of range (datasheet LSM6DS3TR-C, table 3), so
 * that 32768 counts are 1147 deg/s at "1000": 15 % more than range / 32768 says. Likewise 0.061 mg
 * for each 2 g. readImu() goes through real units and so comes out right. */
static bool readImu(float acc_g[3], float gyr_deg_s[3]) {
    uint8_t status = 0, raw[12];
    imu.readRegister(&status, LSM6DS3_ACC_GYRO_STATUS_REG);
    if ((status & 0x03) != 0x03) return false;
    if (imu.readRegisterRegion(raw, LSM6DS3_ACC_GYRO_OUTX_L_G, sizeof raw) != IMU_SUCCESS)
        return false;
    const float gyr_unit = 4.375e-3f * (device.now.gyr_range_deg_s / 125.0f);
    const float acc_unit = 0.061e-3f * (device.now.acc_range_g / 2.0f);
    for (int axis = 0; axis < 3; axis++) {
        gyr_deg_s[axis] = (int16_t)kickstand_get16(raw + 2 * axis) * gyr_unit;
        acc_g[axis] = (int16_t)kickstand_get16(raw + 6 + 2 * axis) * acc_unit;
    }
    return true;
}

#else /* Arduino Nano 33 BLE Sense */

/* Trap 1: sensors and the pull-ups of their bus hang on two pins of the processor. The core switches
 * them on; where another sketch's power saving leaves them off, Wire1.begin() waits for ever, because an
 * unpowered chip holds the line down.
 * Trap 2: the chip is on the INTERNAL bus, Wire1. Arduino's libraries know. */
static bool beginImu() {
    pinMode(PIN_ENABLE_SENSORS_3V3, OUTPUT);
    pinMode(PIN_ENABLE_I2C_PULLUP, OUTPUT);
    digitalWrite(PIN_ENABLE_SENSORS_3V3, HIGH);
    digitalWrite(PIN_ENABLE_I2C_PULLUP, HIGH);
    delay(50);
    return IMU.begin();
}

static void configureImu() {}

/* Trap 3: the two revisions have different chips, and different libraries. On Rev2 the library swaps
 * and negates x and y, which mirrors the frame: no turn of the board does that, and rates come out
 * with the wrong sign against the accelerations. It is undone here. Whether the LSM9DS1 of the first
 * revision has a right-handed frame must be tried: turn the board about each axis and see whether
 * gravity moves the way that the rate says. */
static bool readImu(float acc_g[3], float gyr_deg_s[3]) {
    float a[3], w[3];
    if (!IMU.accelerationAvailable() || !IMU.gyroscopeAvailable()) return false;
    IMU.readAcceleration(a[0], a[1], a[2]);
    IMU.readGyroscope(w[0], w[1], w[2]);
#if NANO_REV2
    const float chip_a[3] = {-a[1], -a[0], a[2]}, chip_w[3] = {-w[1], -w[0], w[2]};
    memcpy(a, chip_a, sizeof a);
    memcpy(w, chip_w, sizeof w);
#endif
    memcpy(acc_g, a, sizeof a);
    memcpy(gyr_deg_s, w, sizeof w);
    return true;
}
#endif

/* Per cent, or unknown. XIAO: the cell is measured at P0.31 while P0.14 is LOW. Never drive P0.14
 * HIGH with a full or charging cell: P0.31 then sees 3.6 V, its limit (Seeed's wiki). */
static uint8_t readBattery() { return KICKSTAND_BATTERY_UNKNOWN; }

/* ------------------------------------------------------------------ the radio */

static BLEService service(KICKSTAND_SERVICE_UUID);
static BLECharacteristic dataChannel(KICKSTAND_DATA_UUID, BLENotify, KICKSTAND_MAX_BYTES);
static BLECharacteristic control(KICKSTAND_CONTROL_UUID, BLEWrite | BLENotify, KICKSTAND_REPLY_BYTES);
static BLECharacteristic info(KICKSTAND_INFO_UUID, BLERead, KICKSTAND_INFO_BYTES);

static uint32_t clockZero = 0;

static void tellInfo() {
    uint8_t bytes[KICKSTAND_INFO_BYTES];
    info.writeValue(bytes, kickstand_describe(&device, bytes));
}

static void obey() {
    uint8_t reply[KICKSTAND_REPLY_BYTES];
    const size_t length = kickstand_obey(&device, control.value(), control.valueLength(), reply);
    if (device.reset_asked) {
        clockZero = micros();
        device.reset_asked = 0;
    }
    if (reply[0] == (0x80 | KICKSTAND_CONFIGURE) || reply[0] == (0x80 | KICKSTAND_RESET)) {
        configureImu();
        tellInfo();
    }
    if (length) control.writeValue(reply, length);
}

static void blink() {
    static uint32_t since = 0;
    if (!device.blink_seconds) {
        since = millis();
        return;
    }
    const uint32_t passed = millis() - since;
    digitalWrite(LED_BUILTIN, (passed / 250) % 2);
    if (passed > 1000UL * device.blink_seconds) device.blink_seconds = 0;
}

static void takeSample() {
    float acc_g[3], gyr_deg_s[3];
    kickstand_sample sample;
    uint8_t packet[KICKSTAND_MAX_BYTES];
    if (!readImu(acc_g, gyr_deg_s)) return;
    sample.time_us = micros() - clockZero;
    for (int axis = 0; axis < 3; axis++) {
        sample.acc[axis] = kickstand_count(acc_g[axis], device.now.acc_range_g);
        sample.gyr[axis] = kickstand_count(gyr_deg_s[axis], device.now.gyr_range_deg_s);
        if (sample.acc[axis] == 32767 || sample.acc[axis] == -32768)
            device.flags |= KICKSTAND_ACC_CLIPPED;
        if (sample.gyr[axis] == 32767 || sample.gyr[axis] == -32768)
            device.flags |= KICKSTAND_GYR_CLIPPED;
    }
    device.battery = readBattery();
    const size_t length = kickstand_push(&device, &sample, packet);
    if (length) dataChannel.writeValue(packet, length);
}

void setup() {
    static char name[16];
    pinMode(LED_BUILTIN, OUTPUT);
    board.serial = NRF_FICR->DEVICEID[0];
    kickstand_begin(&device, &board);
    if (!beginImu() || !BLE.begin()) {
        for (;;) { /* quick blinking: the chip or the radio does not answer */
            digitalWrite(LED_BUILTIN, (millis() / 100) % 2);
        }
    }
    configureImu();
    clockZero = micros();
    snprintf(name, sizeof name, "Kickstand %04X", (unsigned)(board.serial & 0xFFFF));
    BLE.setLocalName(name);
    BLE.setDeviceName(name);
    BLE.setConnectionInterval(6, 12); /* 7.5 to 15 ms: one packet each at 100 Hz */
    BLE.setAdvertisedService(service);
    service.addCharacteristic(dataChannel);
    service.addCharacteristic(control);
    service.addCharacteristic(info);
    BLE.addService(service);
    tellInfo();
    BLE.advertise();
}

void loop() {
    BLE.poll();
    if (!BLE.connected()) device.streaming = 0; /* the next host starts it again */
    if (control.written()) obey();
    takeSample();
    blink();
}
