"""How kernels are compiled: for speed, and so that the first answer does not wait long for them.

Kernels own no memory, so that none of it is counted. Only an `entry` can be called from Python, and is kept on disk:
what Python needs to call a kernel takes longer to make than most kernels. What an entry calls is linked into it as it
was written down, and optimised and made into machine code with it; by itself it would be so once more for every level
of calls, of which only the last is of any use.
"""

import gc
from typing import Any

from numba import njit
from numba.core.codegen import JITCodeLibrary
from numba.core.compiler import Compiler


class _NoEnvironment:
    """Code that is not called from Python knows of no Python objects."""

    @staticmethod
    def set_env(name: str, environment: Any) -> None:
        """There is nowhere to keep it."""


class _Linked(JITCodeLibrary):
    """Code that is only linked into other code."""

    codegen = _NoEnvironment

    def _optimize_final_module(self) -> None:
        """Left to the entry."""

    def _finalize_final_module(self) -> None:
        self._finalize_dynamic_globals()
        self._finalized = True

    def get_pointer_to_function(self, name: str) -> int:
        """There is no machine code."""
        self._ensure_finalized()
        return 0


class _Inner(Compiler):
    def _compile_core(self) -> Any:
        self.state.library = _Linked(self.state.targetctx.codegen(), self.state.func_id.func_qualname)
        return super()._compile_core()


class _Entry(Compiler):
    def _compile_core(self) -> Any:
        """Compile without collecting garbage: there is none, and a search for it costs a tenth of the time."""
        collecting = gc.isenabled()
        gc.disable()
        try:
            return super()._compile_core()
        finally:
            if collecting:
                gc.enable()


_MADE = {"nogil": True, "_nrt": False, "no_cfunc_wrapper": True, "no_rewrites": True}
entry = njit(**_MADE, cache=True, pipeline_class=_Entry)
kernel = njit(**_MADE, no_cpython_wrapper=True, pipeline_class=_Inner)
inlined = njit(**_MADE, no_cpython_wrapper=True, pipeline_class=_Inner, forceinline=True)  # leaves no call
