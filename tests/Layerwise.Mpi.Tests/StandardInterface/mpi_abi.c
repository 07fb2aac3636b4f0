/* The standard interface of MPI 5, as far as Layerwise.Mpi calls it, on MPICH's own: what libmpi_abi.so of a newer MPICH does. It stands here to test the constants and
   the layout of a status against a working MPI where no such library is installed. */
#include <string.h>

typedef struct { int source, tag, error, internal[5]; } status_t;                         /* of the standard */
typedef struct { int count_low, count_high, source, tag, error; } mpich_status_t;
typedef void *handle_t;

static const int world = 0x44000000, byte = 0x4c00010d, errors_return = 0x54000001;

extern int PMPI_Initialized(int *), PMPI_Init_thread(void *, void *, int, int *), PMPI_Finalize(void), PMPI_Comm_rank(int, int *), PMPI_Comm_size(int, int *);
extern int PMPI_Comm_set_errhandler(int, int), PMPI_Isend(void *, int, int, int, int, int, int *), PMPI_Irecv(void *, int, int, int, int, int, int *);
extern int PMPI_Test(int *, int *, mpich_status_t *), PMPI_Get_count(mpich_status_t *, int, int *), PMPI_Error_string(int, char *, int *);

static int comm(handle_t handle) { return handle == (handle_t)0x101 ? world : -1; }
static int type(handle_t handle) { return handle == (handle_t)0x247 ? byte : -1; }

int MPI_Initialized(int *flag) { return PMPI_Initialized(flag); }
int MPI_Init_thread(void *argc, void *argv, int required, int *provided) { return PMPI_Init_thread(argc, argv, required / 1024, provided); }
int MPI_Finalize(void) { return PMPI_Finalize(); }
int MPI_Comm_rank(handle_t c, int *rank) { return PMPI_Comm_rank(comm(c), rank); }
int MPI_Comm_size(handle_t c, int *size) { return PMPI_Comm_size(comm(c), size); }
int MPI_Comm_set_errhandler(handle_t c, handle_t handler) { return PMPI_Comm_set_errhandler(comm(c), handler == (handle_t)0x143 ? errors_return : -1); }
int MPI_Error_string(int error, char *text, int *length) { return PMPI_Error_string(error, text, length); }

int MPI_Get_library_version(char *text, int *length)
{
    strcpy(text, "Standard interface 5.0");
    *length = (int)strlen(text);
    return 0;
}

int MPI_Isend(void *data, int count, handle_t t, int rank, int tag, handle_t c, handle_t *request)
{
    int own = 0;
    int error = PMPI_Isend(data, count, type(t), rank, tag, comm(c), &own);
    *request = (handle_t)(long)own;
    return error;
}

int MPI_Irecv(void *data, int count, handle_t t, int rank, int tag, handle_t c, handle_t *request)
{
    int own = 0;
    int error = PMPI_Irecv(data, count, type(t), rank, tag == -2 ? -1 : tag, comm(c), &own);
    *request = (handle_t)(long)own;
    return error;
}

int MPI_Test(handle_t *request, int *flag, status_t *status)
{
    int own = (int)(long)*request;
    mpich_status_t found;
    int error = PMPI_Test(&own, flag, &found);
    *request = (handle_t)(long)own;
    *status = (status_t){ found.source, found.tag, found.error, { found.count_low, found.count_high } };
    return error;
}

int MPI_Get_count(status_t *status, handle_t t, int *count)
{
    mpich_status_t own = { status->internal[0], status->internal[1], status->source, status->tag, status->error };
    return PMPI_Get_count(&own, type(t), count);
}
