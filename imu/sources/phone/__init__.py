"""A phone as the sensor: Sensor Logger pushes to us, phyphox is asked.

Pure: `readings`, `sensorlogger`, `phyphox`, `mail`, `merge`, `feed`. With a network: `http`,
`server`, `client`, `source`. `qr` shows a person's phone where to send.
"""
