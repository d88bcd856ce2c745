"""Arrays by what they hold; whoever has one says its shape."""

import numpy as np
import numpy.typing as npt

BoolArray = npt.NDArray[np.bool_]
FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
CountArray = npt.NDArray[np.int64]  # of replicates
IndexArray = npt.NDArray[np.intp]  # places in another array
