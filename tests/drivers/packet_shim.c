/* Gives the functions of the portable header names that a shared library exports. */
#include "kickstand_packet.h"

#define EXPORT __attribute__((visibility("default")))

static const uint16_t rates[] = {50, 100, 200};
static const uint16_t acc_ranges[] = {2, 4, 8, 16};
static const uint16_t gyr_ranges[] = {125, 250, 500, 1000, 2000};
static const kickstand_board board = {
    rates, 3, acc_ranges, 4, gyr_ranges, 5, {100, 8, 1000, 1}, 0, KICKSTAND_MAX_BATCH, 1, 0, 0};
static kickstand_device device;

EXPORT void shim_begin(int battery) {
    kickstand_begin(&device, &board);
    device.battery = (uint8_t)battery;
}

EXPORT int shim_obey(const uint8_t *data, int length, uint8_t *out) {
    return (int)kickstand_obey(&device, data, (size_t)length, out);
}

EXPORT int shim_info(uint8_t *out) { return (int)kickstand_describe(&device, out); }

EXPORT int shim_push(uint32_t time_us, const float *acc_g, const float *gyr_deg_s, int flags,
                     uint8_t *out) {
    kickstand_sample sample;
    sample.time_us = time_us;
    for (int axis = 0; axis < 3; axis++) {
        sample.acc[axis] = kickstand_count(acc_g[axis], device.now.acc_range_g);
        sample.gyr[axis] = kickstand_count(gyr_deg_s[axis], device.now.gyr_range_deg_s);
    }
    device.flags |= (uint8_t)flags;
    return (int)kickstand_push(&device, &sample, out);
}

EXPORT int shim_flush(uint8_t *out) { return (int)kickstand_flush(&device, out); }

EXPORT void shim_skip(int samples) { kickstand_skip(&device, (uint16_t)samples); }

EXPORT int shim_count(float value, float range) { return kickstand_count(value, range); }

/* counts: 6 numbers a sample; head: sequence, battery, flags. */
EXPORT int shim_unpack(const uint8_t *data, int length, int *head, uint32_t *times, int *counts) {
    kickstand_sample samples[KICKSTAND_MAX_BATCH];
    uint16_t seq = 0;
    uint8_t battery = 0, flags = 0;
    const int n = kickstand_unpack(data, (size_t)length, &seq, samples, &battery, &flags);
    head[0] = seq;
    head[1] = battery;
    head[2] = flags;
    for (int k = 0; k < n; k++) {
        times[k] = samples[k].time_us;
        for (int axis = 0; axis < 3; axis++) {
            counts[6 * k + axis] = samples[k].acc[axis];
            counts[6 * k + 3 + axis] = samples[k].gyr[axis];
        }
    }
    return n;
}

EXPORT const char *shim_uuid(int which) {
    static const char *const uuids[] = {KICKSTAND_SERVICE_UUID, KICKSTAND_DATA_UUID,
                                        KICKSTAND_CONTROL_UUID, KICKSTAND_INFO_UUID};
    return uuids[which];
}
