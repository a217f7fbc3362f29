/*
 * Packets and commands of the Kickstand reference profile, version 1 (firmware_notes/profile.md).
 *
 * Portable C99 and C++: no heap, no floating-point library, no byte order of the processor, nothing
 * of any board. Kickstand's tests compile this file and compare it with the program both ways. It is
 * MIT-licensed like the rest; put it into your own firmware as it is.
 *
 * Use: fill a kickstand_device, hand what is written to the control characteristic to
 * kickstand_obey() and notify what it returns, and hand every sample to kickstand_push() and notify
 * what that returns on the data characteristic.
 */
#ifndef KICKSTAND_PACKET_H
#define KICKSTAND_PACKET_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define KICKSTAND_VERSION 1

#define KICKSTAND_SERVICE_UUID "15490001-6b09-484b-a2b6-e9731f04f111"
#define KICKSTAND_DATA_UUID "15490002-6b09-484b-a2b6-e9731f04f111"
#define KICKSTAND_CONTROL_UUID "15490003-6b09-484b-a2b6-e9731f04f111"
#define KICKSTAND_INFO_UUID "15490004-6b09-484b-a2b6-e9731f04f111"

#define KICKSTAND_SINGLE_BYTES 20
#define KICKSTAND_HEAD_BYTES 10
#define KICKSTAND_ROW_BYTES 12
#define KICKSTAND_MAX_BATCH 19
#define KICKSTAND_MAX_BYTES (KICKSTAND_HEAD_BYTES + KICKSTAND_MAX_BATCH * KICKSTAND_ROW_BYTES)
#define KICKSTAND_INFO_BYTES 16
#define KICKSTAND_REPLY_BYTES (2 + KICKSTAND_INFO_BYTES)

#define KICKSTAND_BATTERY_UNKNOWN 255

/* Flags: the last byte of a packet's fixed part. */
#define KICKSTAND_ACC_CLIPPED 0x01
#define KICKSTAND_GYR_CLIPPED 0x02
#define KICKSTAND_CHARGING 0x04
#define KICKSTAND_LOST_INSIDE 0x08
#define KICKSTAND_TAPPED 0x10
#define KICKSTAND_BATCHED 0x80

/* Abilities, in the description. */
#define KICKSTAND_MEASURES_BATTERY 0x01
#define KICKSTAND_BLINKS 0x02
#define KICKSTAND_FEELS_TAPS 0x04

enum kickstand_command {
    KICKSTAND_HELLO = 1,
    KICKSTAND_DESCRIBE = 2,
    KICKSTAND_CONFIGURE = 3,
    KICKSTAND_START = 4,
    KICKSTAND_STOP = 5,
    KICKSTAND_RESET = 6,
    KICKSTAND_IDENTIFY = 7
};

enum kickstand_status {
    KICKSTAND_OK = 0,
    KICKSTAND_UNKNOWN_COMMAND = 1,
    KICKSTAND_WRONG_LENGTH = 2,
    KICKSTAND_NO_COMMON_VERSION = 3,
    KICKSTAND_REFUSED_VALUE = 4,
    KICKSTAND_STREAMING = 5
};

typedef struct {
    uint32_t time_us; /* of the sensor's own clock; wraps after 71.6 minutes */
    int16_t acc[3];   /* 32768 stands for the range */
    int16_t gyr[3];
} kickstand_sample;

typedef struct {
    uint16_t rate_hz;
    uint8_t acc_range_g;
    uint16_t gyr_range_deg_s;
    uint8_t per_packet;
} kickstand_settings;

/* What a board can do. The lists rise. */
typedef struct {
    const uint16_t *rates_hz;
    size_t rates;
    const uint16_t *acc_ranges_g;
    size_t acc_ranges;
    const uint16_t *gyr_ranges_deg_s;
    size_t gyr_ranges;
    kickstand_settings usual; /* when switched on */
    uint8_t abilities;
    uint8_t most_per_packet; /* 1 to KICKSTAND_MAX_BATCH */
    uint8_t firmware_major, firmware_minor;
    uint32_t serial; /* different for every specimen */
} kickstand_board;

typedef struct {
    const kickstand_board *board;
    kickstand_settings now;
    uint16_t next_seq; /* number of the next sample that is taken */
    uint8_t streaming;
    uint8_t reset_asked;   /* set the clock to 0, then clear this */
    uint8_t blink_seconds; /* blink so long, then clear this */
    uint8_t battery;       /* keep up to date: 0 to 100, or unknown */
    uint8_t flags;         /* set as things happen; cleared with each packet, but for charging */
    uint8_t held;
    uint16_t held_seq; /* number of held_samples[0] */
    kickstand_sample held_samples[KICKSTAND_MAX_BATCH];
} kickstand_device;

static inline void kickstand_put16(uint8_t *at, uint16_t value) {
    at[0] = (uint8_t)(value & 0xFF);
    at[1] = (uint8_t)(value >> 8);
}

static inline void kickstand_put32(uint8_t *at, uint32_t value) {
    kickstand_put16(at, (uint16_t)(value & 0xFFFF));
    kickstand_put16(at + 2, (uint16_t)(value >> 16));
}

static inline uint16_t kickstand_get16(const uint8_t *at) {
    return (uint16_t)(at[0] | ((uint16_t)at[1] << 8));
}

static inline uint32_t kickstand_get32(const uint8_t *at) {
    return kickstand_get16(at) | ((uint32_t)kickstand_get16(at + 2) << 16);
}

/* A value in g or degrees/s as a count of its range: saturates, not a number is 0. */
static inline int16_t kickstand_count(float value, float range) {
    float count = value / range * 32768.0f;
    if (!(count == count)) return 0;
    if (count >= 32767.0f) return 32767;
    if (count <= -32768.0f) return -32768;
    return (int16_t)(count < 0.0f ? count - 0.5f : count + 0.5f);
}

static inline void kickstand_begin(kickstand_device *device, const kickstand_board *board) {
    memset(device, 0, sizeof *device);
    device->board = board;
    device->now = board->usual;
    device->battery = KICKSTAND_BATTERY_UNKNOWN;
}

static inline void kickstand_put_axes(uint8_t *at, const kickstand_sample *sample) {
    for (int axis = 0; axis < 3; axis++) {
        kickstand_put16(at + 2 * axis, (uint16_t)sample->acc[axis]);
        kickstand_put16(at + 6 + 2 * axis, (uint16_t)sample->gyr[axis]);
    }
}

/* Samples that were lost between sensor and processor: their numbers are left out. */
static inline void kickstand_skip(kickstand_device *device, uint16_t samples) {
    device->next_seq = (uint16_t)(device->next_seq + samples);
    if (samples) device->flags |= KICKSTAND_LOST_INSIDE;
}

/* Writes the held samples into `out` (KICKSTAND_MAX_BYTES); returns the packet's bytes, or 0. */
static inline size_t kickstand_flush(kickstand_device *device, uint8_t *out) {
    const size_t n = device->held;
    const kickstand_sample *first = device->held_samples;
    uint8_t flags = device->flags;
    size_t length = KICKSTAND_SINGLE_BYTES;
    if (!n) return 0;
    kickstand_put16(out, device->held_seq);
    kickstand_put32(out + 2, first->time_us);
    if (device->now.per_packet <= 1) {
        kickstand_put_axes(out + 6, first);
        out[18] = device->battery;
        out[19] = (uint8_t)(flags & ~KICKSTAND_BATCHED);
    } else {
        uint32_t period = 1000000u / device->now.rate_hz;
        if (n > 1) {
            const uint32_t whole = first[n - 1].time_us - first->time_us; /* wraps rightly */
            period = (whole + (uint32_t)(n - 1) / 2) / (uint32_t)(n - 1);
        }
        if (period < 1) period = 1;
        if (period > 65535) period = 65535;
        kickstand_put16(out + 6, (uint16_t)period);
        out[8] = device->battery;
        out[9] = (uint8_t)(flags | KICKSTAND_BATCHED);
        for (size_t k = 0; k < n; k++)
            kickstand_put_axes(out + KICKSTAND_HEAD_BYTES + k * KICKSTAND_ROW_BYTES, first + k);
        length = KICKSTAND_HEAD_BYTES + n * KICKSTAND_ROW_BYTES;
    }
    device->flags &= KICKSTAND_CHARGING;
    device->held = 0;
    return length;
}

/* Takes a sample. Returns the bytes of a packet in `out` (KICKSTAND_MAX_BYTES), or 0 for not yet.
 * After kickstand_skip() flush first: the numbers within a packet must follow each other. */
static inline size_t kickstand_push(kickstand_device *device, const kickstand_sample *sample,
                                    uint8_t *out) {
    const uint16_t seq = device->next_seq++;
    if (!device->streaming) return 0;
    if (!device->held) device->held_seq = seq;
    device->held_samples[device->held++] = *sample;
    if (device->held < device->now.per_packet && device->held < KICKSTAND_MAX_BATCH) return 0;
    return kickstand_flush(device, out);
}

/* Reads a packet of either kind, for hosts. Returns the number of samples, or -1 for no packet. */
static inline int kickstand_unpack(const uint8_t *data, size_t length, uint16_t *seq,
                                   kickstand_sample samples[KICKSTAND_MAX_BATCH], uint8_t *battery,
                                   uint8_t *flags) {
    const int single = length == KICKSTAND_SINGLE_BYTES && !(data[19] & KICKSTAND_BATCHED);
    const size_t head = single ? 6 : KICKSTAND_HEAD_BYTES;
    const size_t n = single ? 1 : (length - head) / KICKSTAND_ROW_BYTES;
    uint16_t period = 0;
    if (!single) {
        if (length < head || (length - head) % KICKSTAND_ROW_BYTES || n < 1) return -1;
        if (n > KICKSTAND_MAX_BATCH || !(data[9] & KICKSTAND_BATCHED)) return -1;
        period = kickstand_get16(data + 6);
        if (!period) return -1;
    }
    *seq = kickstand_get16(data);
    *battery = data[single ? 18 : 8];
    *flags = (uint8_t)(data[single ? 19 : 9] & ~KICKSTAND_BATCHED);
    for (size_t k = 0; k < n; k++) {
        const uint8_t *row = data + head + k * KICKSTAND_ROW_BYTES;
        samples[k].time_us = kickstand_get32(data + 2) + (uint32_t)k * period;
        for (int axis = 0; axis < 3; axis++) {
            samples[k].acc[axis] = (int16_t)kickstand_get16(row + 2 * axis);
            samples[k].gyr[axis] = (int16_t)kickstand_get16(row + 6 + 2 * axis);
        }
    }
    return (int)n;
}

/* The description, as the info characteristic holds it. */
static inline size_t kickstand_describe(const kickstand_device *device, uint8_t *out) {
    const kickstand_board *board = device->board;
    out[0] = KICKSTAND_VERSION;
    out[1] = KICKSTAND_VERSION;
    out[2] = board->abilities;
    out[3] = board->most_per_packet;
    kickstand_put16(out + 4, device->now.rate_hz);
    out[6] = device->now.acc_range_g;
    kickstand_put16(out + 7, device->now.gyr_range_deg_s);
    out[9] = device->now.per_packet;
    out[10] = board->firmware_major;
    out[11] = board->firmware_minor;
    kickstand_put32(out + 12, board->serial);
    return KICKSTAND_INFO_BYTES;
}

/* The nearest value on offer; of two equally near ones the smaller. */
static inline uint16_t kickstand_nearest(uint16_t wish, const uint16_t *offer, size_t n) {
    uint16_t best = offer[0];
    for (size_t k = 1; k < n; k++) {
        const int32_t now = (int32_t)offer[k] - (int32_t)wish;
        const int32_t before = (int32_t)best - (int32_t)wish;
        if ((now < 0 ? -now : now) < (before < 0 ? -before : before)) best = offer[k];
    }
    return best;
}

static inline enum kickstand_status kickstand_configure(kickstand_device *device,
                                                        const uint8_t *operands) {
    const kickstand_board *board = device->board;
    const uint16_t rate = kickstand_get16(operands);
    const uint16_t gyr = kickstand_get16(operands + 3);
    if (device->streaming) return KICKSTAND_STREAMING;
    if (!rate || !operands[2] || !gyr || !operands[5]) return KICKSTAND_REFUSED_VALUE;
    device->now.rate_hz = kickstand_nearest(rate, board->rates_hz, board->rates);
    device->now.acc_range_g =
        (uint8_t)kickstand_nearest(operands[2], board->acc_ranges_g, board->acc_ranges);
    device->now.gyr_range_deg_s =
        kickstand_nearest(gyr, board->gyr_ranges_deg_s, board->gyr_ranges);
    device->now.per_packet =
        operands[5] < board->most_per_packet ? operands[5] : board->most_per_packet;
    return KICKSTAND_OK;
}

static inline void kickstand_reset(kickstand_device *device) {
    const uint8_t battery = device->battery, charging = device->flags & KICKSTAND_CHARGING;
    kickstand_begin(device, device->board);
    device->battery = battery;
    device->flags = charging;
    device->reset_asked = 1;
}

static inline size_t kickstand_operands(uint8_t command) {
    if (command == KICKSTAND_HELLO) return 2;
    if (command == KICKSTAND_CONFIGURE) return 6;
    return command == KICKSTAND_IDENTIFY ? 1 : 0;
}

/* Obeys a command. Returns the bytes of the reply in `out` (KICKSTAND_REPLY_BYTES). */
static inline size_t kickstand_obey(kickstand_device *device, const uint8_t *data, size_t length,
                                    uint8_t *out) {
    uint8_t command;
    if (!length) return 0;
    command = data[0];
    out[0] = (uint8_t)(command | 0x80);
    out[1] = KICKSTAND_OK;
    if (command < KICKSTAND_HELLO || command > KICKSTAND_IDENTIFY) {
        out[1] = KICKSTAND_UNKNOWN_COMMAND;
        return 2;
    }
    if (length - 1 != kickstand_operands(command)) {
        out[1] = KICKSTAND_WRONG_LENGTH;
        return 2;
    }
    switch (command) {
        case KICKSTAND_HELLO:
            out[2] = KICKSTAND_VERSION;
            if (data[1] <= KICKSTAND_VERSION && KICKSTAND_VERSION <= data[2]) return 3;
            out[1] = KICKSTAND_NO_COMMON_VERSION;
            out[3] = KICKSTAND_VERSION;
            return 4;
        case KICKSTAND_DESCRIBE:
            return 2 + kickstand_describe(device, out + 2);
        case KICKSTAND_CONFIGURE:
            out[1] = (uint8_t)kickstand_configure(device, data + 1);
            return out[1] == KICKSTAND_OK ? 2 + kickstand_describe(device, out + 2) : 2;
        case KICKSTAND_START:
        case KICKSTAND_STOP:
            device->streaming = command == KICKSTAND_START;
            device->held = 0;
            return 2;
        case KICKSTAND_RESET:
            kickstand_reset(device);
            return 2;
        default:
            device->blink_seconds = data[1];
            return 2;
    }
}

#endif /* KICKSTAND_PACKET_H */
