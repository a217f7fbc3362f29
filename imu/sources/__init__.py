"""Where samples come from live: clocks, radios and phones. Only here is it asked what time it is.

`imu.sources.clock` and what it is made of are pure all the same: times of arrival are passed in.
"""
