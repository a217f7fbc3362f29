"""What Kickstand uses of vqf 2.1, typed. The package's own stubs leave every array's type open."""

from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

_Floats = NDArray[np.float64]
_Bools = NDArray[np.bool_]
_State = dict[str, float | bool | list[float]]

class _Batch6D(TypedDict):
    quat6D: _Floats
    bias: _Floats
    biasSigma: _Floats
    restDetected: _Bools

class VQF:
    """Causal orientation filter. All arrays must be C-contiguous float64."""

    def __init__(
        self,
        gyrTs: float,
        accTs: float = -1.0,
        magTs: float = -1.0,
        *,
        tauAcc: float = 3.0,
        motionBiasEstEnabled: bool = True,
        restBiasEstEnabled: bool = True,
        biasSigmaInit: float = 0.5,
        biasForgettingTime: float = 100.0,
        biasClip: float = 2.0,
        biasSigmaMotion: float = 0.1,
        biasVerticalForgettingFactor: float = 0.0001,
        biasSigmaRest: float = 0.03,
        restMinT: float = 1.5,
        restFilterTau: float = 0.5,
        restThGyr: float = 2.0,
        restThAcc: float = 0.5,
    ) -> None: ...
    def update(self, gyr: _Floats, acc: _Floats) -> None: ...
    def updateBatch(self, gyr: _Floats, acc: _Floats) -> _Batch6D: ...
    def getQuat3D(self) -> _Floats: ...
    def getQuat6D(self) -> _Floats: ...
    def getBiasEstimate(self) -> tuple[_Floats, float]: ...
    def setBiasEstimate(self, bias: _Floats, sigma: float = -1.0) -> None: ...
    def getRestDetected(self) -> bool: ...
    def getRelativeRestDeviations(self) -> _Floats: ...
    def resetState(self) -> None: ...
    @property
    def state(self) -> _State: ...
    @state.setter
    def state(self, state: _State) -> None: ...

def offlineVQF(
    gyr: _Floats,
    acc: _Floats,
    mag: None,
    Ts: float,
    params: dict[str, float | bool] | None = None,
) -> _Batch6D: ...
