#pragma once
#include "Arduino.h"
enum { BLERead = 2, BLEWrite = 8, BLENotify = 16 };
struct BLECharacteristic {
    BLECharacteristic(const char *uuid, uint16_t permissions, int valueSize, bool fixed = false);
    int writeValue(const uint8_t value[], int length);
    const uint8_t *value() const;
    int valueLength() const;
    bool written();
};
struct BLEService {
    explicit BLEService(const char *uuid);
    void addCharacteristic(BLECharacteristic &characteristic);
};
struct BLELocalDevice {
    int begin();
    void poll();
    bool connected() const;
    void setLocalName(const char *name);
    void setDeviceName(const char *name);
    void setConnectionInterval(uint16_t shortest, uint16_t longest);
    void setAdvertisedService(const BLEService &service);
    void addService(BLEService &service);
    int advertise();
};
extern BLELocalDevice &BLE;
