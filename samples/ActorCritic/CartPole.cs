namespace ActorCritic;

/// <summary>
/// A pole on a cart, which is pushed left or right so that the pole doesn't fall (Barto, Sutton and Anderson 1983), with the constants of
/// Gymnasium's CartPole-v1 and its Euler steps.
/// </summary>
internal sealed class CartPole
{
    public const int ObservationSize = 4;
    public const int ActionCount = 2;

    /// <summary>Steps after which an episode is over, though the pole stands.</summary>
    public const int MostSteps = 500;

    /// <summary>Meters from the middle to either end of the rail.</summary>
    public const double RailEnd = 2.4;

    private const double Gravity = 9.8;
    private const double CartMass = 1.0;
    private const double PoleMass = 0.1;
    private const double HalfLength = 0.5;
    private const double Push = 10;
    private const double Tau = 0.02;
    private const double Start = 0.05;
    private const double LargestAngle = 12 * Math.PI / 180;

    private double _speed;
    private double _angularSpeed;

    /// <summary>Meters from the middle of the rail, to the right.</summary>
    public double Position { get; private set; }

    /// <summary>Radians from upright, to the right.</summary>
    public double Angle { get; private set; }

    /// <summary>Steps since the start of the episode: its return, because each step on which the pole stands is worth 1.</summary>
    public int Steps { get; private set; }

    /// <summary>Starts an episode, almost upright and at rest.</summary>
    public void Reset(Random random)
    {
        Position = Draw(random);
        _speed = Draw(random);
        Angle = Draw(random);
        _angularSpeed = Draw(random);
        Steps = 0;
    }

    /// <summary>Starts an episode in a state of one's choice: meters, meters per second, radians, radians per second.</summary>
    public void Reset(double position, double speed, double angle, double angularSpeed) =>
        (Position, _speed, Angle, _angularSpeed, Steps) = (position, speed, angle, angularSpeed, 0);

    /// <summary>Writes [4]: position, speed, angle, angular speed.</summary>
    public void Observe(Span<float> observation)
    {
        observation[0] = (float)Position;
        observation[1] = (float)_speed;
        observation[2] = (float)Angle;
        observation[3] = (float)_angularSpeed;
    }

    /// <summary>Pushes for a fiftieth of a second.</summary>
    /// <param name="action">0 to the left, 1 to the right.</param>
    public Outcome Step(int action)
    {
        const double mass = CartMass + PoleMass;
        double force = action == 1 ? Push : -Push;
        (double sin, double cos) = Math.SinCos(Angle);

        double thrust = (force + (PoleMass * HalfLength * _angularSpeed * _angularSpeed * sin)) / mass;
        double angularAcceleration = ((Gravity * sin) - (cos * thrust)) / (HalfLength * ((4.0 / 3) - (PoleMass * cos * cos / mass)));
        double acceleration = thrust - (PoleMass * HalfLength * angularAcceleration * cos / mass);

        Position += Tau * _speed;
        _speed += Tau * acceleration;
        Angle += Tau * _angularSpeed;
        _angularSpeed += Tau * angularAcceleration;
        Steps++;

        if (Math.Abs(Position) > RailEnd || Math.Abs(Angle) > LargestAngle) return Outcome.Fell;
        return Steps == MostSteps ? Outcome.TimeIsUp : Outcome.Stands;
    }

    private static double Draw(Random random) => Start * ((2 * random.NextDouble()) - 1);
}
