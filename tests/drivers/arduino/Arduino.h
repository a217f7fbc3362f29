/* Just enough of Arduino's core for a compiler to read the sketch; nothing here does anything. */
#pragma once
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#define OUTPUT 1
#define HIGH 1
#define LOW 0
#define LED_BUILTIN 13
#define PIN_ENABLE_SENSORS_3V3 33
#define PIN_ENABLE_I2C_PULLUP 32
#define GPIO_PIN_CNF_DIR_Output 1UL
#define GPIO_PIN_CNF_DIR_Pos 0UL
#define GPIO_PIN_CNF_INPUT_Disconnect 1UL
#define GPIO_PIN_CNF_INPUT_Pos 1UL
#define GPIO_PIN_CNF_PULL_Disabled 0UL
#define GPIO_PIN_CNF_PULL_Pos 2UL
#define GPIO_PIN_CNF_DRIVE_H0H1 3UL
#define GPIO_PIN_CNF_DRIVE_Pos 8UL
struct NrfPort {
    uint32_t OUTSET, PIN_CNF[32];
};
struct NrfFicr {
    uint32_t DEVICEID[2];
};
extern NrfPort *NRF_P1;
extern NrfFicr *NRF_FICR;
void pinMode(int pin, int mode);
void digitalWrite(int pin, int value);
void delay(unsigned long ms);
unsigned long millis();
unsigned long micros();
